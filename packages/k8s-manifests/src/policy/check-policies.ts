import type { KubeObject } from '../object/kube-object.ts';
import type { PlatformConfig } from '../platform-config.ts';
import { closedNamespaces } from './closed-namespaces.ts';
import { keptData } from './kept-data.ts';
import { literalSecrets } from './literal-secrets.ts';
import { lockedImages } from './locked-images.ts';
import { narrowPermissions } from './narrow-permissions.ts';
import { ownedObjects } from './owned-objects.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';
import { requestedResources } from './requested-resources.ts';
import { restrictedPods } from './restricted-pods.ts';
import { spotPlacement } from './spot-placement.ts';
import { trustedAccounts } from './trusted-accounts.ts';

const rules: readonly PolicyRule[] = [
  lockedImages,
  restrictedPods,
  requestedResources,
  narrowPermissions,
  trustedAccounts,
  literalSecrets,
  closedNamespaces,
  spotPlacement,
  keptData,
  ownedObjects,
];

/** Everything in rendered objects that breaks a rule of this package; none is a pass. */
export function checkPolicies(objects: readonly KubeObject[], config: PlatformConfig): readonly PolicyFinding[] {
  return rules.flatMap((rule) => rule(objects, config));
}

/** Rules that hold for what charts bring too; namespaces and data are not theirs. */
const chartRules = rules.filter((rule) => rule !== closedNamespaces && rule !== keptData);

/** Everything in the objects of charts that breaks a rule; none is a pass. */
export function checkChartPolicies(objects: readonly KubeObject[], config: PlatformConfig): readonly PolicyFinding[] {
  return chartRules.flatMap((rule) => rule(objects, config));
}
