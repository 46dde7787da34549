import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { LogKind } from '../log-lines.ts';
import { measure } from '../measurement.ts';
import { short, type Finding } from '../report.ts';
import type { BenchContext, BenchGroup } from './bench-group.ts';
import { emptyWarehouse, logFile } from './ingest.ts';

const group = 'spark';

/** Spark's ingest against its own copy of the text, a naive version of itself, and what it costs to have a long ledger and to read what it wrote. */
export const sparkGroup: BenchGroup = async (context) => {
  const folder = join(context.folder, 'spark');
  mkdirSync(folder, { recursive: true });
  const findings = [
    ...(await ingestFindings(context, folder, 'access')),
    ...(await ingestFindings(context, folder, 'json')),
    // Behind the JSON ingest: its warehouse is read.
    await readFinding(context, folder),
    await ledgerFinding(context, folder),
  ];
  rmSync(folder, { recursive: true, force: true });
  return findings;
};

const percent = (share: number): string => `${Math.round(share * 100)} %`;

async function ingestFindings(context: BenchContext, folder: string, kind: LogKind): Promise<Finding[]> {
  const [input, small] = [await logFile(context, kind), await logFile(context, kind, context.lines / 10)];
  const megabytes = statSync(input).size / 1e6;
  context.note(`sampling an ingest of ${kind} on Spark`);
  const shares = measure('spark-shares', { folder, input, small }).figures;
  context.note(`ingesting ${kind} on Spark, ${context.runs} times, and copying it`);
  const { figures } = measure('spark-ingest', { folder, kind, input, small, runs: context.runs });
  const seconds = (way: string): number => figures[`${way}Cpu`] ?? Number.NaN;
  const speed = (way: string): string => `${short(megabytes / seconds(way))} MB per CPU-second`;
  const spent = Object.entries(shares).sort(([, a], [, b]) => b - a).map(([name, share]) => `${name} ${percent(share)}`).join(', ');
  const against = (way: string, label: string, target: number): Finding => ({
    group, what: `${kind} into Iceberg against ${label}`, value: seconds(way) / seconds('ingest'), unit: 'x', should: 'at least', target,
    from: `${speed('ingest')} against ${speed(way)}; wall ${short(figures['ingestWall'] ?? 0)} and ${short(figures[`${way}Wall`] ?? 0)} s; time in tasks: ${spent}`,
  });
  return [
    against('copy', "Spark's text-to-Parquet copy", 0.5),
    against('zstdCopy', 'the copy by zstd, as the tables are', 0.5),
    ...(kind === 'access' ? [against('extract', 'a regexp_extract per field', 2)] : []),
  ];
}

async function readFinding(context: BenchContext, folder: string): Promise<Finding> {
  context.note('reading what Spark and chdb wrote');
  const byChdb = emptyWarehouse(context, 'warehouse-chdb');
  measure('ingest-file', { input: await logFile(context, 'json'), warehouse: byChdb });
  const { sparkMs = 0, chdbMs = 1, worstRatio = 0 } = measure('lake-read', { bySpark: join(folder, 'warehouse'), byChdb }).figures;
  return {
    group, what: "chdb reading Spark's Iceberg against its own", value: sparkMs / chdbMs, unit: 'x', should: 'at most', target: 1.2,
    from: `${short(sparkMs)} against ${short(chdbMs)} ms; worst question ${short(worstRatio)} x`,
  };
}

async function ledgerFinding(context: BenchContext, folder: string): Promise<Finding> {
  const input = await logFile(context, 'json', 10_000);
  const [few, many] = [1000, 100_000].map((files) => {
    context.note(`ingesting beside a ledger of ${files} files`);
    const own = join(folder, `ledger-${files}`);
    mkdirSync(own);
    return measure('spark-ledger', { folder: own, input, files }).figures;
  });
  const [fewMb, manyMb] = [few?.['heapMb'] ?? 1, many?.['heapMb'] ?? Number.NaN];
  return {
    group, what: 'heap of the driver, 100,000 files in the ledger against 1,000', value: manyMb / fewMb, unit: 'x', should: 'at most', target: 1.25,
    from: `${short(manyMb)} against ${short(fewMb)} MB; ${short(many?.['cpuSeconds'] ?? 0)} against ${short(few?.['cpuSeconds'] ?? 0)} CPU-seconds`,
  };
}
