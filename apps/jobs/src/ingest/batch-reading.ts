import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { logs, logsRejected, parserVersion } from '@logex/log-schema';
import { stageTable, type StagedTable } from '../engine/staged-table.ts';
import { policyParameters } from '../policy/pii-salt.ts';
import { currentVersion, fingerprint, withFile } from '../inputs/file-version.ts';
import { findGzipFault } from '../inputs/gzip-fault.ts';
import {
  clearingStatements,
  countsQuery,
  readStatement,
  readUnreadStatements,
  sampleDaysQuery,
  sharingStatements,
  type BatchStatementOptions,
} from './batch-statements.ts';
import type { JobEngine } from '../engine/job-engine.ts';
import { linkParts } from './batch-links.ts';
import type { BatchOutcome, PartOutcome } from './batch-receipt.ts';
import type { FilePart, IngestBatch } from './file-part.ts';
import type { IngestContext } from './ingest-context.ts';
import { sampleLines } from './sample-lines.ts';

/** A batch that is written and not committed. */
export interface ReadBatch {
  readonly outcome: BatchOutcome;
  readonly logs: StagedTable;
  readonly rejected: StagedTable;
}

/** Least size of a batch that is worth asking for its days. */
export const ownDayBytes = 4 * 1024 * 1024;

/** Number of the next line by path, for parts that follow another one. */
export type NextLines = Map<string, number>;

/** What the parts of a batch turn out to be, seen while it is read. */
interface Findings {
  readonly live: readonly FilePart[];
  readonly faulty: readonly FilePart[];
  readonly withdrawn: readonly FilePart[];
  readonly pinned: ReadonlySet<string>;
}

/**
 * Reads, parses and writes the lines of a batch in one pass, into scratch tables. A file that cannot be unpacked is set
 * aside with its fault, one that is gone or was rewritten is withdrawn, one that grew is read as far as it was planned; then
 * the rest is read again.
 */
export async function readBatch(context: IngestContext, batch: IngestBatch, nextLines: NextLines): Promise<ReadBatch> {
  const known = (part: FilePart): boolean => part.firstLine !== undefined || nextLines.has(part.path);
  let findings: Findings = await checkVersions({
    live: batch.parts.filter((part) => !part.fault && known(part)),
    faulty: batch.parts.filter((part) => part.fault),
    withdrawn: batch.parts.filter((part) => !part.fault && !known(part)),
    pinned: new Set(),
  });
  for (;;) {
    const staged = await readOnce(context, batch, findings, nextLines).catch(async (error: unknown) => {
      const seen = await checkVersions(await checkGzip(findings));
      if (!differs(seen, findings)) throw error;
      findings = seen;
      return undefined;
    });
    if (staged === undefined) continue;
    const seen = await checkVersions(findings);
    if (!differs(seen, findings)) return staged;
    findings = seen;
  }
}

interface CountRow {
  readonly ingest_file: string;
  readonly reason: string;
  readonly line_count: string;
}

const differs = (after: Findings, before: Findings): boolean =>
  after.live.length !== before.live.length || after.pinned.size !== before.pinned.size;

/** Sets gzip files aside that cannot be unpacked. */
async function checkGzip(findings: Findings): Promise<Findings> {
  const live: FilePart[] = [];
  const faulty = [...findings.faulty];
  for (const part of findings.live) {
    const fault = part.compression === 'gzip' ? await findGzipFault(part.path).catch(() => undefined) : undefined;
    if (fault) faulty.push({ ...part, fault });
    else live.push(part);
  }
  return { ...findings, live, faulty };
}

/** Withdraws files that are gone or were rewritten, and pins those that grew to the planned bytes. */
async function checkVersions(findings: Findings): Promise<Findings> {
  const live: FilePart[] = [];
  const withdrawn = [...findings.withdrawn];
  const pinned = new Set(findings.pinned);
  for (const part of findings.live) {
    const current = await currentVersion(part.path);
    const same = current?.size === part.size && current.version === part.version;
    if (!same && !(current && (await isGrown(part, current.size)))) {
      withdrawn.push(part);
      continue;
    }
    if (!same) pinned.add(part.path);
    live.push(part);
  }
  return { ...findings, live, withdrawn, pinned };
}

async function isGrown(part: FilePart, size: number): Promise<boolean> {
  if (part.compression === 'gzip' || size < part.endByte) return false;
  return withFile(part.path, async (handle) => (await fingerprint(handle, part.endByte)) === part.fingerprint).catch(() => false);
}

async function readOnce(context: IngestContext, batch: IngestBatch, findings: Findings, nextLines: NextLines): Promise<ReadBatch> {
  const { engine, warehouse } = context;
  for (const statement of clearingStatements) await engine.run(statement);
  const reading = { family: findings.live[0]?.family ?? 'json', batch: batch.id, plannedAt: batch.plannedAt, maxLineBytes: context.maxLineBytes };
  const stagedLogs = await stageTable(engine, warehouse, logs, await mainDays(engine, findings.live, reading));
  const rejected = await stageTable(engine, warehouse, logsRejected);
  const options: BatchStatementOptions = {
    ...reading,
    links: join(warehouse.staging, 'links'),
    logs: stagedLogs.name,
    days: stagedLogs.days,
    rejected: rejected.name,
    unread: join(warehouse.staging, 'unread.native'),
    policy: context.policy,
  };
  const bound = policyParameters(context.policy);
  await rm(options.unread, { force: true });
  const firstLine = (part: FilePart): number => part.firstLine ?? nextLines.get(part.path) ?? 1;
  await linkParts(options.links, findings.live, findings);
  for (const statement of sharingStatements(options)) await engine.run(statement);
  await engine.run(readStatement(options), {
    paths: findings.live.map((part) => part.path),
    lines_before: findings.live.map((part) => firstLine(part) - 1),
    ...bound,
  });
  if (await isFilled(options.unread)) {
    for (const statement of readUnreadStatements(options)) await engine.run(statement, bound);
  }
  if (findings.faulty.length > 0) await engine.insert(rejected.name, findings.faulty.map((part) => faultRow(batch, part)));
  const counts = Map.groupBy(await engine.rows<CountRow>(countsQuery), (row) => row.ingest_file);
  const outcomes = findings.live.map((part): PartOutcome => {
    const own = counts.get(part.path) ?? [];
    const reasons = Object.fromEntries(own.filter(({ reason }) => reason !== '').map((row) => [row.reason, Number(row.line_count)]));
    const lines = own.reduce((sum, row) => sum + Number(row.line_count), 0);
    const rejectedLines = Object.values(reasons).reduce((sum, count) => sum + count, 0);
    return { part, firstLine: firstLine(part), lines, accepted: lines - rejectedLines, rejected: rejectedLines, reasons };
  });
  const faults = findings.faulty.map((part): PartOutcome => ({
    part,
    firstLine: firstLine(part),
    lines: 1,
    accepted: 0,
    rejected: 1,
    reasons: { [part.fault?.reason ?? '']: 1 },
  }));
  return { outcome: { id: batch.id, outcomes: [...outcomes, ...faults], withdrawn: findings.withdrawn }, logs: stagedLogs, rejected };
}

const isFilled = async (path: string): Promise<boolean> => ((await stat(path).catch(() => undefined))?.size ?? 0) > 0;

/** Days that most rows of a large batch seem to have. A guess that misses costs time, and no row. */
async function mainDays(engine: JobEngine, parts: readonly FilePart[], reading: Parameters<typeof sampleDaysQuery>[0]): Promise<string[]> {
  const bytes = parts.reduce((sum, part) => sum + part.endByte - part.firstByte, 0);
  if (bytes < ownDayBytes) return [];
  const rows = await engine.rows<{ day: string }>(sampleDaysQuery(reading), { lines: await sampleLines(parts) });
  return rows.map(({ day }) => day);
}

const faultRow = (batch: IngestBatch, part: FilePart): object => ({
  raw_line: '',
  reason: part.fault?.reason,
  detail: part.fault?.detail,
  format_tried: null,
  parser_version: parserVersion,
  ingest_file: part.path,
  ingest_line: 0,
  ingest_batch: batch.id,
  rejected_at: batch.plannedAt,
  partition_date: batch.plannedAt.slice(0, 10),
});
