import type { TerraformJson } from '../stack/synthesize-stack.ts';
import { block, resourcesOf, type PolicyFinding } from './terraform-model.ts';

const rule = 'names-and-tags';
const nameFields = ['name', 'name_prefix', 'identifier', 'node_group_name_prefix'];

/** Names outside the project's rule, and tagged resources without a name or component. */
export function namesAndTags(json: TerraformJson): readonly PolicyFinding[] {
  const project = String(block(block(block(block(json['provider'])['aws'])['default_tags'])['tags'])['Project']);
  return resourcesOf(json).flatMap(({ address, type, body }) => {
    const tags = body['tags'] === undefined ? undefined : block(body['tags']);
    const names = type.startsWith('aws_iam_role_policy') ? [] : nameFields.map((field) => body[field]).filter((name) => typeof name === 'string');
    return [
      ...names
        .filter((name) => !name.startsWith('${') && !name.includes(project))
        .map((name) => ({ rule, address, message: `'${name}' does not carry the project's name` })),
      ...(tags !== undefined && (tags['Name'] === undefined || tags['Component'] === undefined)
        ? [{ rule, address, message: 'has no Name or Component tag' }]
        : []),
    ];
  });
}
