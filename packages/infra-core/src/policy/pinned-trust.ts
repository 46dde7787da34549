import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { iamStatements } from './iam-statements.ts';
import { block, type PolicyFinding } from './terraform-model.ts';

const rule = 'pinned-trust';

/** Roles for service accounts that more than one service account, or a token for another audience, could take. */
export function pinnedTrust(json: TerraformJson): readonly PolicyFinding[] {
  return iamStatements(json)
    .filter(({ actions }) => actions.includes('sts:AssumeRoleWithWebIdentity'))
    .flatMap(({ address, condition }) => {
      const equals = Object.entries(block(condition['StringEquals'])).map(([key, value]) => [key.split(':').at(-1), value] as const);
      const { sub, aud } = Object.fromEntries(equals) as { sub?: unknown; aud?: unknown };
      const pinned = typeof sub === 'string' && /^system:serviceaccount:[a-z0-9-]+:[a-z0-9-]+$/u.test(sub) && aud === 'sts.amazonaws.com';
      return pinned ? [] : [{ rule, address, message: 'does not hold its trust to one service account and to STS' }];
    });
}
