import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stackUnusable } from '../errors.ts';
import type { Stack, StackMaker, StackRequest } from './stack.ts';

/**
 * The stack of a file of the user's: Terraform JSON, or a module whose default export is a {@link StackMaker}.
 *
 * @throws LogexError `deployer/stack-unusable`.
 */
export async function ownStack(path: string, request: StackRequest): Promise<Stack> {
  try {
    return { components: {}, stateful: [], ...(path.endsWith('.json') ? fromJson(path) : await fromModule(path, request)) };
  } catch (error) {
    throw stackUnusable(path, error instanceof Error ? error.message : String(error), error);
  }
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
