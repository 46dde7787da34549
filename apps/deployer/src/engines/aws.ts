import type { EC2Client } from '@aws-sdk/client-ec2';

/** Who AWS says that we are. */
export interface AwsIdentity {
  readonly account: string;
  readonly arn: string;
}

/** An action that a simulation of the identity's policies decided on. */
export interface SimulatedAction {
  readonly action: string;
  readonly allowed: boolean;
}

/** The questions that the deployer asks of AWS itself; each may reject with an error of the SDK. */
export interface Aws {
  readonly identity: () => Promise<AwsIdentity>;
  /** Names of the zones that can be used in the region. */
  readonly zones: () => Promise<readonly string[]>;
  /** Value of a service quota. */
  readonly quota: (service: string, code: string) => Promise<number>;
  /** Whether the policies of a role or user allow actions on all resources. */
  readonly simulate: (arn: string, actions: readonly string[]) => Promise<readonly SimulatedAction[]>;
  /** Network interfaces in the VPC that neither Terraform nor the nodes own, and volumes that the cluster made. */
  readonly leftovers: (vpcId: string, cluster: string) => Promise<readonly string[]>;
}

/** AWS in `region`, with the credentials of the environment and few, short attempts. */
export function awsIn(region: string): Aws {
  const options = { region, maxAttempts: 2 };
  return {
    identity: async () => {
      const { GetCallerIdentityCommand, STSClient } = await import('@aws-sdk/client-sts');
      const { Account: account = 'unknown', Arn: arn = 'unknown' } = await new STSClient(options).send(new GetCallerIdentityCommand({}));
      return { account, arn };
    },
    zones: async () => {
      const { DescribeAvailabilityZonesCommand, EC2Client } = await import('@aws-sdk/client-ec2');
      const { AvailabilityZones: zones = [] } = await new EC2Client(options).send(new DescribeAvailabilityZonesCommand({}));
      return zones.filter(({ State: state }) => state === 'available').map(({ ZoneName: name }) => name ?? 'unknown');
    },
    quota: async (service, code) => {
      const { GetAWSDefaultServiceQuotaCommand, GetServiceQuotaCommand, NoSuchResourceException, ServiceQuotasClient } = await import('@aws-sdk/client-service-quotas');
      const client = new ServiceQuotasClient(options);
      const asked = { ServiceCode: service, QuotaCode: code };
      // A quota that the account never changed may be known by its default alone.
      const { Quota: quota } = await client.send(new GetServiceQuotaCommand(asked)).catch((error: unknown) => {
        if (error instanceof NoSuchResourceException) return client.send(new GetAWSDefaultServiceQuotaCommand(asked));
        throw error;
      });
      return quota?.Value ?? Number.NaN;
    },
    simulate: async (arn, actions) => {
      const { IAMClient, SimulatePrincipalPolicyCommand } = await import('@aws-sdk/client-iam');
      const client = new IAMClient(options);
      const decided: SimulatedAction[] = [];
      for (let at = 0; at < actions.length; at += 100) {
        const { EvaluationResults: results = [] } = await client.send(new SimulatePrincipalPolicyCommand({ PolicySourceArn: arn, ActionNames: actions.slice(at, at + 100), MaxItems: 1000 }));
        decided.push(...results.map(({ EvalActionName: action = 'unknown', EvalDecision: decision }) => ({ action, allowed: decision === 'allowed' })));
      }
      return decided;
    },
    leftovers: async (vpcId, cluster) => {
      const { EC2Client } = await import('@aws-sdk/client-ec2');
      const client = new EC2Client(options);
      return [...(await leftInterfaces(client, vpcId)), ...(await leftVolumes(client, cluster))];
    },
  };
}

/** Beginnings of descriptions of interfaces that Kubernetes controllers cause: load balancers, and pods' own interfaces. */
const madeByKubernetes = ['ELB ', 'aws-K8S-', 'aws-k8s-'];

async function leftInterfaces(client: EC2Client, vpcId: string): Promise<string[]> {
  const { paginateDescribeNetworkInterfaces } = await import('@aws-sdk/client-ec2');
  const found: string[] = [];
  for await (const { NetworkInterfaces: interfaces = [] } of paginateDescribeNetworkInterfaces({ client }, { Filters: [{ Name: 'vpc-id', Values: [vpcId] }] })) {
    for (const { NetworkInterfaceId: id = 'unknown', Description: description = '', Status: status } of interfaces) {
      const left = description.startsWith('ELB ') || (status === 'available' && madeByKubernetes.some((start) => description.startsWith(start)));
      if (left) found.push(`${id} (${description})`);
    }
  }
  return found;
}

async function leftVolumes(client: EC2Client, cluster: string): Promise<string[]> {
  const { paginateDescribeVolumes } = await import('@aws-sdk/client-ec2');
  const found: string[] = [];
  for await (const { Volumes: volumes = [] } of paginateDescribeVolumes({ client }, { Filters: [{ Name: `tag:kubernetes.io/cluster/${cluster}`, Values: ['owned'] }] })) {
    for (const { VolumeId: id = 'unknown', Size: size } of volumes) found.push(`${id} (volume of ${size ?? 0} GiB)`);
  }
  return found;
}
