import { checkSchema } from '../evolution/check-schema.ts';
import { changeFacts, changeText } from './change-text.ts';
import { schemaCommand, type CommandMaker } from './schema-command.ts';

/** `logex-schema history`: every recorded version, with what changed in it and why breaking changes were made. */
export const historyCommand: CommandMaker = schemaCommand('history', 'the recorded versions, and what changed in each', async ({ records }) => {
  const versions = records.map((record, index) => {
    const before = records[index - 1];
    const check = before && checkSchema(before, record, record.declared);
    return { version: record.version, tables: record.tables.length, bump: check?.bump, changes: check?.changes ?? [], declared: record.declared ?? [] };
  });
  const text = versions.map(({ version, tables, bump, changes, declared }) => [
    `${version}  ${bump ?? 'first'}, ${tables} tables`,
    ...changes.map((change) => `  ${changeText(change).replaceAll('\n', '\n  ')}`),
    ...declared.map(({ change, reason }) => `  declared  ${change}: ${reason}`),
  ].join('\n'));
  return {
    json: versions.map(({ changes, ...version }) => ({ ...version, changes: changeFacts(changes) })),
    text: text.join('\n') || 'no version is recorded',
  };
});
