import { join } from 'node:path';
import { breakingUndeclared, versionNotAllowed } from '../errors.ts';
import { checkSchema, type SchemaCheck } from '../evolution/check-schema.ts';
import { changeText } from './change-text.ts';
import { compareVersions, declaredFile, readDeclared, writeDeclared, writeRecord } from './recorded-folder.ts';
import { schemaCommand, type CommandMaker, type CommandResult } from './schema-command.ts';

/** `logex-schema record`: keeps the definition as a version, which later ones are compared with. */
export const recordCommand: CommandMaker = schemaCommand('record <version>', 'record the definition as a version, such as 1.4.0', async ({ options, folder, records, current }, [version = '']) => {
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw versionNotAllowed(version, 'a version is three numbers, such as 1.4.0');
  const stands = records.find((record) => record.version === version);
  const before = records.findLast((record) => compareVersions(record.version, version) < 0);
  const newest = records.at(-1);
  const record = current(version);
  if (stands && checkSchema(stands, record).changes.length === 0) return result(version, false, []);
  if (stands && options['replace'] !== true) throw versionNotAllowed(version, 'it is recorded already, and is another schema; --replace takes its place as long as it is not released');
  if (newest && compareVersions(newest.version, version) > 0) throw versionNotAllowed(version, `version ${newest.version} is recorded already`);
  const declared = [...(stands?.declared ?? []), ...(await readDeclared(folder))];
  const check = before && checkSchema(before, record, declared);
  if (check?.changes.length === 0 && !stands) return result(version, false, []);
  if (check && check.undeclared.length > 0) throw breakingUndeclared(check.undeclared, join(folder, declaredFile));
  if (check && !isEnough(check, version)) throw versionNotAllowed(version, `the changes since ${check.since} ask for a ${check.bump} bump`);
  const used = declared.filter(({ change }) => !check?.unused.includes(change));
  await writeRecord(folder, used.length > 0 ? { ...record, declared: used } : record);
  if (declared.length > 0) await writeDeclared(folder, declared.filter(({ change }) => check?.unused.includes(change)));
  return result(version, true, (check?.changes ?? []).map(changeText));
}, (command) => command.option('--replace', 'take the place of the record of this version, which must not be released'));

function isEnough({ since, bump }: SchemaCheck, version: string): boolean {
  const [was, is] = [since, version].map((text) => text.split('.').map(Number));
  const raised = [0, 1, 2].find((part) => was?.[part] !== is?.[part]) ?? 3;
  return raised <= { major: 0, minor: 1, patch: 2, none: 3 }[bump];
}

function result(version: string, written: boolean, lines: readonly string[]): CommandResult {
  return { json: { version, written }, text: written ? [`recorded ${version}`, ...lines].join('\n') : `${version}: nothing to record` };
}
