import type { FoundationOutputs } from '@logex/infra-core';
import type { Stack } from '../stacks/stack.ts';

/** Account that stands for one that nobody was asked for. */
const account = '000000000000';

type Block = Readonly<Record<string, unknown>>;

const block = (value: unknown): Block => (typeof value === 'object' && value !== null ? (value as Block) : {});

/**
 * The outputs of phase 1 before it is applied: what the stack says itself, and a placeholder for each value that only AWS knows. A
 * placeholder has the shape of the value, names what it stands for, and has the account 000000000000.
 */
export async function plannedOutputs({ terraformJson }: Pick<Stack, 'terraformJson'>, region: string): Promise<FoundationOutputs> {
  const { foundationOutputsSchema } = await import('@logex/infra-core');
  const resources = block(terraformJson['resource']);
  const { value } = block(block(terraformJson['output'])['foundation']);
  return foundationOutputsSchema.parse(filled(value, (reference) => placeholder(reference, resources, region)));
}

function filled(node: unknown, fill: (reference: string) => string): unknown {
  // What a reference stands for may be made of references itself, such as a bucket named after the account.
  if (typeof node === 'string') return node.replaceAll(/\$\{([^}]+)\}/gu, (_, reference: string) => String(filled(fill(reference), fill)));
  if (Array.isArray(node)) return node.map((item) => filled(item, fill));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]: [string, unknown]) => [key, filled(value, fill)]));
}

/** Values by type of resource, from the settings of the resource and its name in the stack. */
const shapes: Readonly<Record<string, (settings: Block, name: string, region: string) => string>> = {
  aws_iam_role: (settings) => `arn:aws:iam::${account}:role/${String(settings['name'])}`,
  aws_ecr_repository: (settings, _, region) => `${account}.dkr.ecr.${region}.amazonaws.com/${String(settings['name'])}`,
  aws_s3_bucket: (settings, name) => String(settings['bucket'] ?? named(name)),
  aws_secretsmanager_secret: (settings, _, region) => `arn:aws:secretsmanager:${region}:${account}:secret:${String(settings['name_prefix'])}unknown`,
};

function placeholder(reference: string, resources: Block, region: string): string {
  const [type = '', name = '', ...attribute] = reference.split('.');
  if (reference.endsWith('.account_id')) return account;
  if (reference.endsWith('secret_arn')) return `arn:aws:secretsmanager:${region}:${account}:secret:rds-unknown`;
  if (type === 'aws_db_instance') return `${named(name)}.${region}.rds.amazonaws.com`;
  const shape = shapes[type];
  return shape === undefined ? named(`${name} ${attribute.at(-1) ?? ''}`) : shape(block(block(resources[type])[name]), name, region);
}

const named = (text: string): string => `unknown-${text.trim().replaceAll(/[^a-z0-9]+/gu, '-')}`;
