import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { bucketProtection } from './bucket-protection.ts';
import { closedTraffic } from './closed-traffic.ts';
import { dataGrants } from './data-grants.ts';
import { encryptionAtRest } from './encryption-at-rest.ts';
import { guardedData } from './guarded-data.ts';
import { literalSecrets } from './literal-secrets.ts';
import { namesAndTags } from './names-and-tags.ts';
import { nodeHardening } from './node-hardening.ts';
import { pinnedTrust } from './pinned-trust.ts';
import { privatePlacement } from './private-placement.ts';
import { serviceReachability } from './service-reachability.ts';
import type { PolicyFinding } from './terraform-model.ts';
import { wildcards } from './wildcards.ts';

const rules: readonly ((json: TerraformJson) => readonly PolicyFinding[])[] = [
  privatePlacement,
  serviceReachability,
  closedTraffic,
  encryptionAtRest,
  bucketProtection,
  literalSecrets,
  wildcards,
  dataGrants,
  pinnedTrust,
  guardedData,
  nodeHardening,
  namesAndTags,
];

/** Everything in the Terraform JSON of a foundation that breaks a rule of this package; none is a pass. */
export function checkPolicies(json: TerraformJson): readonly PolicyFinding[] {
  return rules.flatMap((rule) => rule(json));
}
