import { z } from 'zod';
import { foundationOutputsUnreadable } from './errors.ts';

const serviceRole = z.object({
  /** IAM role that the service account takes, for the annotation `eks.amazonaws.com/role-arn`. */
  roleArn: z.string(),
  namespace: z.string(),
  serviceAccount: z.string(),
});

const bucket = z.object({
  name: z.string(),
  arn: z.string(),
  /** Folder that jobs use, ending in `/`. */
  prefix: z.string(),
  /** `s3a://<bucket>/<prefix without the last slash>`. */
  location: z.string(),
});

const nodeGroup = z.object({
  name: z.string(),
  /** Label that selects the group's nodes. */
  labels: z.record(z.string(), z.string()),
  /** Taints that a pod must tolerate. */
  taints: z.array(z.object({ key: z.string(), value: z.string(), effect: z.enum(['NoSchedule', 'NoExecute', 'PreferNoSchedule']) })),
});

/** Shape of the Terraform output `foundation`. */
export const foundationOutputsSchema = z.object({
  projectName: z.string(),
  region: z.string(),
  accountId: z.string(),
  network: z.object({
    vpcId: z.string(),
    vpcCidr: z.string(),
    /** Zones that nodes run in. */
    zones: z.array(z.string()),
    privateSubnetIds: z.array(z.string()),
    publicSubnetIds: z.array(z.string()),
    /** Whether nodes reach the internet. */
    internet: z.boolean(),
  }),
  cluster: z.object({
    name: z.string(),
    version: z.string(),
    endpoint: z.string(),
    /** PEM certificate of the API server, in base64. */
    certificateAuthority: z.string(),
    oidcIssuer: z.string(),
    oidcProviderArn: z.string(),
    nodeSecurityGroupId: z.string(),
    nodeGroups: z.object({ system: nodeGroup, sparkExecutors: nodeGroup }),
    /** Arguments of the autoscaler's container; they need no internet. */
    autoscalerArguments: z.array(z.string()),
  }),
  lake: z.object({ raw: bucket, iceberg: bucket }),
  catalogDatabase: z.object({
    host: z.string(),
    port: z.number(),
    databaseName: z.string(),
    adminUsername: z.string(),
    /** Secret that RDS makes and rotates: JSON with `username` and `password`. */
    adminSecretArn: z.string(),
    /** Empty secret for the metastore's own user; a bootstrap step of phase 2 fills it. */
    userSecretArn: z.string(),
  }),
  clickhouse: z.object({
    /** Empty secret for ClickHouse users; a bootstrap step of phase 2 fills it. */
    usersSecretArn: z.string(),
  }),
  images: z.object({
    /** Registry host, for `docker login`. */
    registry: z.string(),
    /** Repository address by name of a built image. */
    built: z.record(z.string(), z.string()),
    /** Repository address by name of a mirrored image. */
    mirrored: z.record(z.string(), z.string()),
  }),
  workloads: z.object({
    'external-secrets': serviceRole,
    spark: serviceRole,
    'cluster-autoscaler': serviceRole,
    'ebs-csi': serviceRole,
    clickhouse: serviceRole,
    'hive-metastore': serviceRole,
  }),
});

/** What phase 2 needs to know about phase 1; the value of the Terraform output `foundation`. */
export type FoundationOutputs = z.infer<typeof foundationOutputsSchema>;

/**
 * The typed outputs in the answer of `terraform output -json`.
 *
 * @throws LogexError `infra/outputs-unreadable` when the output `foundation` is absent or has another shape.
 */
export function readFoundationOutputs(outputs: unknown): FoundationOutputs {
  const result = z.object({ foundation: z.object({ value: foundationOutputsSchema }) }).safeParse(outputs);
  if (!result.success) throw foundationOutputsUnreadable(z.prettifyError(result.error), result.error);
  return result.data.foundation.value;
}
