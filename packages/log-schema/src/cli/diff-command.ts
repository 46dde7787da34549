import { Option } from 'commander';
import { versionNotRecorded } from '../errors.ts';
import { compareSchemas } from '../evolution/compare-schemas.ts';
import type { RecordedSchema } from '../evolution/recorded-schema.ts';
import { schemaStatements, statementEngines, type StatementEngine } from '../evolution/schema-statements.ts';
import { requiredBump } from '../evolution/verdicts.ts';
import { changeFacts, changeText } from './change-text.ts';
import { newestRecord } from './recorded-folder.ts';
import { schemaCommand, type CommandMaker, type SchemaContext } from './schema-command.ts';

/** `logex-schema diff`: what changed between two versions, and the statements that make the change. */
export const diffCommand: CommandMaker = schemaCommand('diff [from] [to]', "what changed between two versions; 'current' is the definition as it is", async (context, [from, to]) => {
  const before = from === undefined ? newestRecord(context.records) : versionOf(context, from);
  const after = versionOf(context, to ?? 'current');
  const engine = context.options['statements'] as StatementEngine | undefined;
  const changes = compareSchemas(before, after);
  const bump = requiredBump(changes);
  if (engine !== undefined) {
    const statements = schemaStatements(before, after, engine);
    const text = statements.map(({ table, statements: lines }) => [`-- ${table}`, ...lines.map((line) => (engine === 'iceberg' ? line : `${line};`))].join('\n')).join('\n\n');
    return { json: { from: before.version, to: to ?? 'current', engine, tables: statements }, text: text || '-- no table changes' };
  }
  return {
    json: { from: before.version, to: to ?? 'current', bump, changes: changeFacts(changes) },
    text: [`${before.version} → ${to ?? 'current'}: ${bump === 'none' ? 'no change' : bump}`, ...changes.map(changeText)].join('\n'),
  };
}, (command) => command.addOption(new Option('--statements <engine>', 'print the statements that make the change instead').choices([...statementEngines])));

function versionOf(context: SchemaContext, version: string): RecordedSchema {
  if (version === 'current') return context.current('0.0.0');
  const found = context.records.find((record) => record.version === version);
  if (!found) throw versionNotRecorded(version, context.records.map((record) => record.version));
  return found;
}
