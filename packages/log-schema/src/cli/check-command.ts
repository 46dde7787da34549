import { join } from 'node:path';
import { checkSchema, type SchemaCheck } from '../evolution/check-schema.ts';
import { changeFacts, changeText } from './change-text.ts';
import { compareVersions, declaredFile, newestRecord, readDeclared } from './recorded-folder.ts';
import { exitCodes, schemaCommand, type CommandMaker } from './schema-command.ts';

/** `logex-schema check`: whether the definition may follow the version before it, and which bump it asks for. */
export const checkCommand: CommandMaker = schemaCommand('check', 'whether readers survive the changes since a version, and which bump they ask for', async (context) => {
  const { since } = context.options as { readonly since?: string };
  const from = newestRecord(context.records, since);
  const later = context.records.filter(({ version }) => compareVersions(version, from.version) > 0).flatMap(({ declared = [] }) => declared);
  const check = checkSchema(from, context.current('0.0.0'), [...later, ...(await readDeclared(context.folder))]);
  return {
    json: { since: check.since, bump: check.bump, changes: changeFacts(check.changes), undeclared: check.undeclared, unused: check.unused },
    text: checkText(check, join(context.folder, declaredFile)),
    exitCode: check.undeclared.length > 0 ? exitCodes.finding : exitCodes.ok,
  };
}, (command) => command.option('--since <version>', 'compare with the newest record that is not above this version (the newest one)'));

function checkText({ since, bump, changes, undeclared, unused }: SchemaCheck, file: string): string {
  return [
    `since ${since}: ${bump === 'none' ? 'no change' : bump}`,
    ...changes.map(changeText),
    ...(undeclared.length > 0 ? ['', `not declared: ${undeclared.join(', ')}`, `  take it back, or add { "change": "…", "reason": "…" } to ${file}`] : []),
    ...(unused.length > 0 ? ['', `declared, and not there: ${unused.join(', ')}`] : []),
  ].join('\n');
}
