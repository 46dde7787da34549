import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '../config/config-schema.ts';
import { stackUnusable } from '../errors.ts';
import type { Stack, StackMaker, StackRequest } from './stack.ts';

/**
 * The stack of a file of the user's: Terraform JSON, or a module whose default export is a {@link StackMaker}. Where it
 * names no backend and the configuration a bucket of the state, its state goes there.
 *
 * @throws LogexError `deployer/stack-unusable`.
 */
export async function ownStack(path: string, request: StackRequest): Promise<Stack> {
  try {
    return inStateBucket({ components: {}, stateful: [], ...(path.endsWith('.json') ? fromJson(path) : await fromModule(path, request)) }, request.config);
  } catch (error) {
    throw stackUnusable(path, error instanceof Error ? error.message : String(error), error);
  }
}

function inStateBucket(stack: Stack, { project_name: project, aws_region: region, state_bucket_name: bucket }: Config): Stack {
  const settings = (stack.terraformJson['terraform'] ?? {}) as Readonly<Record<string, unknown>>;
  if (bucket === null || settings['backend'] !== undefined || settings['cloud'] !== undefined) return stack;
  const s3 = { bucket, key: `${project}/${stack.name}.tfstate`, region, encrypt: true, use_lockfile: true };
  return { ...stack, terraformJson: { ...stack.terraformJson, terraform: { ...settings, backend: { s3 } } } };
}

/** What `//.logex` of Terraform JSON may say of its resources. */
interface StackRemarks {
  readonly components?: Readonly<Record<string, string>>;
  readonly stateful?: readonly string[];
}

function fromJson(path: string): Stack {
  const terraformJson = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const { components = {}, stateful = [] } = (terraformJson['//'] as { logex?: StackRemarks } | undefined)?.logex ?? {};
  return {
    name: basename(path).replace(/(?:\.tf)?\.json$/u, ''),
    terraformJson,
    components,
    stateful: stateful.map((address) => ({ address, holds: 'data', settings: [] })),
  };
}

async function fromModule(path: string, request: StackRequest): Promise<ReturnType<StackMaker>> {
  const { default: maker } = (await import(pathToFileURL(path).href)) as { default?: unknown };
  if (typeof maker !== 'function') throw new TypeError('it has no default export that is a function');
  return (maker as StackMaker)(request);
}
