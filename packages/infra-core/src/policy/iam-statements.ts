import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { resourcesOf, texts, type Block } from './terraform-model.ts';

/** A statement of a policy in a configuration. */
export interface FoundStatement {
  /** Address of the resource that carries the policy. */
  readonly address: string;
  readonly sid: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principal: unknown;
  readonly condition: Block;
}

const policyFields = ['policy', 'assume_role_policy'];

/** All statements of all IAM, key, bucket and endpoint policies of `json`. */
export function iamStatements(json: TerraformJson): readonly FoundStatement[] {
  return resourcesOf(json).flatMap(({ address, body }) =>
    policyFields.flatMap((field) => statementsIn(body[field]).map((statement) => found(address, statement))),
  );
}

function statementsIn(policy: unknown): readonly Block[] {
  if (typeof policy !== 'string' || !policy.startsWith('{')) return [];
  const { Statement } = JSON.parse(policy) as { Statement?: readonly Block[] };
  return Statement ?? [];
}

function found(address: string, statement: Block): FoundStatement {
  return {
    address,
    sid: String(statement['Sid'] ?? ''),
    effect: String(statement['Effect']),
    actions: texts(statement['Action']),
    resources: texts(statement['Resource']),
    principal: statement['Principal'],
    condition: (statement['Condition'] ?? {}) as Block,
  };
}
