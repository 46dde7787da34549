import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { fileNotReadable, fileNotWritable, versionNotRecorded } from '../errors.ts';
import type { DeclaredChange } from '../evolution/check-schema.ts';
import { recordedSchemaShape, type RecordedSchema } from '../evolution/recorded-schema.ts';

/** Name of the file of breaking changes that are meant, in the folder of records. */
export const declaredFile = 'declared.json';

const declaredShape = z.array(z.strictObject({ change: z.string(), reason: z.string().min(1) }));
const recordName = /^(\d+\.\d+\.\d+)\.json$/;

/** Orders versions: negative where the first one is lower. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one, other].map((version) => version.split('.').map(Number));
  return [0, 1, 2].map((part) => (a?.[part] ?? 0) - (b?.[part] ?? 0)).find((difference) => difference !== 0) ?? 0;
}

/** Every version recorded in a folder, oldest first; none where the folder is missing. */
export async function readRecords(folder: string): Promise<RecordedSchema[]> {
  const names = await readdir(folder).catch((cause: unknown) => (isMissing(cause) ? [] : Promise.reject(fileNotReadable('records', folder, cause))));
  const versions = names.flatMap((name) => recordName.exec(name)?.[1] ?? []).sort(compareVersions);
  return Promise.all(versions.map(async (version) => recordedSchemaShape.parseAsync(await readJson('record', join(folder, `${version}.json`))).catch((cause: unknown) => Promise.reject(asUnreadable('record', join(folder, `${version}.json`), cause)))));
}

/** Writes the record of a version; the folder is made where it is missing. */
export async function writeRecord(folder: string, record: RecordedSchema): Promise<void> {
  await writeJson(folder, `${record.version}.json`, record);
}

/** Breaking changes that are declared for the next version. */
export async function readDeclared(folder: string): Promise<DeclaredChange[]> {
  const path = join(folder, declaredFile);
  const json = await readJson('declared changes', path).catch((cause: unknown) => (cause instanceof Error && isMissing(cause.cause) ? [] : Promise.reject(cause)));
  return declaredShape.parseAsync(json).catch((cause: unknown) => Promise.reject(asUnreadable('declared changes', path, cause)));
}

/** Writes the breaking changes that are declared for the next version. */
export async function writeDeclared(folder: string, declared: readonly DeclaredChange[]): Promise<void> {
  await writeJson(folder, declaredFile, declared);
}

/**
 * The newest record, or the newest one that is not above a version.
 *
 * @throws LogexError `schema/version-not-recorded` (usage).
 */
export function newestRecord(records: readonly RecordedSchema[], since?: string): RecordedSchema {
  const found = records.findLast(({ version }) => since === undefined || compareVersions(version, since) <= 0);
  if (!found) throw versionNotRecorded(since ?? 'newest', records.map(({ version }) => version));
  return found;
}

async function readJson(what: string, path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw fileNotReadable(what, path, cause);
  }
}

async function writeJson(folder: string, name: string, value: unknown): Promise<void> {
  const path = join(folder, name);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(path, `${JSON.stringify(value, undefined, 2)}\n`);
  } catch (cause) {
    throw fileNotWritable(path, cause);
  }
}

const isMissing = (cause: unknown): boolean => cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';

/** What is wrong with a file of the right JSON and the wrong shape, in one line. */
function asUnreadable(what: string, path: string, cause: unknown): unknown {
  return cause instanceof z.ZodError ? fileNotReadable(what, path, new Error(cause.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`).join('; '))) : cause;
}
