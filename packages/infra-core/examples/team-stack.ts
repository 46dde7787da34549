import { housekeepingRules, LakeBucket, PlatformStack, synthesizeStack, WorkloadRole, type OidcTrust, type TerraformJson } from '@logex/infra-core';
import { RootConstruct } from 'constructs';

/** A bucket for a team's exports, and a role for the job that writes them. */
export class TeamStack extends PlatformStack {
  constructor(root: RootConstruct, cluster: OidcTrust) {
    super(root, 'team-exports', {
      projectName: 'team-exports',
      region: 'eu-central-1',
      backend: { kind: 's3', bucket: 'team-exports-state-111122223333', key: 'exports.tfstate', region: 'eu-central-1' },
    });
    const exports = new LakeBucket(this, 'exports', {
      bucketName: 'team-exports-111122223333',
      component: 'lake',
      holds: 'nightly exports',
      lifecycle: housekeepingRules(30),
    });
    const exporter = new WorkloadRole(this, 'exporter', {
      projectName: this.projectName,
      name: 'exporter',
      component: 'workloads',
      trust: cluster,
      serviceAccount: { namespace: 'exports', name: 'exporter' },
    });
    exports.grantWrite(exporter, 'nightly/');
  }
}

/** The stack as Terraform JSON, for a `main.tf.json` that `terraform init` and `terraform plan` read. */
export function teamConfiguration(): TerraformJson {
  const issuer = 'oidc.eks.eu-central-1.amazonaws.com/id/EXAMPLE';
  return synthesizeStack(
    new TeamStack(new RootConstruct(), { oidcIssuer: issuer, oidcProviderArn: `arn:aws:iam::111122223333:oidc-provider/${issuer}` }),
  );
}
