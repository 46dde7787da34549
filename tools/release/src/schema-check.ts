import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { versionPlanText, type Bump } from './version-plan.ts';

/** What `logex-schema check` finds in the schema since its last release. */
export interface SchemaCheck {
  /** Version that it is compared with. */
  readonly since: string;
  /** The least that the version has to move by. */
  readonly bump: 'none' | Bump;
  readonly changes: readonly { readonly change: string; readonly breaking: boolean }[];
}

/**
 * Compares the schema with that of the released version.
 *
 * @throws Error with what the command said where a breaking change is not declared.
 */
export function checkSchema(root: string): SchemaCheck {
  const { version } = JSON.parse(readFileSync(join(root, 'packages/log-schema/package.json'), 'utf8')) as { version: string };
  return JSON.parse(schemaCommand(root, 'check', '--since', version, '--json')) as SchemaCheck;
}

/** Keeps the schema as that of a version, where it differs from the version before. */
export function recordSchema(root: string, version: string): void {
  schemaCommand(root, 'record', version);
}

function schemaCommand(root: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--conditions=@logex/source', 'packages/log-schema/src/cli/main.ts', ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`'logex-schema ${args.join(' ')}' ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
}

/**
 * The version plan that the changes of a schema ask for, if any. Rows of the query SDK have the types of the schema's columns, so that what
 * breaks the one breaks the other.
 */
export function schemaPlan({ bump, since, changes }: SchemaCheck): string | undefined {
  if (bump === 'none') return undefined;
  const list = changes.map(({ change, breaking }) => `- ${change}${breaking ? ' (breaking)' : ''}`).join('\n');
  return versionPlanText(bump === 'major' ? ['log-schema', 'query-sdk'] : ['log-schema'], bump, `The schema has changed since ${since}:\n\n${list}`);
}
