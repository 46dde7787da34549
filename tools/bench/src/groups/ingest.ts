import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { createReadStream } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { writeLogFile, type LogKind } from '../log-lines.ts';
import { measureBest } from '../measurement.ts';
import type { Finding } from '../report.ts';
import { short } from '../report.ts';
import type { BenchContext, BenchGroup } from './bench-group.ts';

/** File of log lines of a kind, written once a run. */
export async function logFile(context: BenchContext, kind: LogKind, lines = context.lines): Promise<string> {
  const path = join(context.folder, `${kind}-${lines}.log`);
  if (!existsSync(path)) {
    context.note(`writing ${lines} ${kind} lines`);
    await writeLogFile(path, kind, lines);
  }
  return path;
}

/** A folder that does not exist. */
export function emptyWarehouse(context: BenchContext, name: string): string {
  const warehouse = join(context.folder, name);
  rmSync(warehouse, { recursive: true, force: true });
  return warehouse;
}

const bareWays = {
  json: [
    { how: 'json-rows', label: 'JSONEachRow', target: 0.8 },
    { how: 'json-extract', label: 'JSONExtract', target: 0.8 },
  ],
  access: [{ how: 'groups', label: 'extractGroups', target: 1.5 }],
} as const;

/** Ingest per CPU-second against the engine's bare INSERT on the same file, and the warehouse against `zstd -3` of the file. */
export const ingestGroup: BenchGroup = async (context) => {
  const findings: Finding[] = [];
  for (const kind of ['json', 'access'] as const) {
    const input = await logFile(context, kind);
    const megabytes = statSync(input).size / 1e6;
    const warehouse = join(context.folder, `warehouse-${kind}`);
    context.note(`ingesting ${kind}`);
    const own = measureBest('ingest-file', () => ({ input, warehouse: emptyWarehouse(context, `warehouse-${kind}`) }), context.runs);
    for (const { how, label, target } of bareWays[kind]) {
      context.note(`bare ${label}`);
      const bare = measureBest('bare-insert', () => ({ input, output: join(context.folder, 'bare.parquet'), how }), context.runs);
      findings.push({
        group: 'ingest', what: `${kind} against bare ${label}`, value: bare.cpuSeconds / own.cpuSeconds, unit: 'x', should: 'at least', target,
        from: `${short(megabytes / own.cpuSeconds)} against ${short(megabytes / bare.cpuSeconds)} MB per CPU-second; wall ${short(own.wallSeconds)} and ${short(bare.wallSeconds)} s`,
      });
    }
    const compressed = await zstdBytes(input);
    const stored = folderBytes(warehouse);
    findings.push({
      group: 'size', what: `${kind} warehouse against zstd -3`, value: stored / compressed, unit: 'x', should: 'at most', target: 0.75,
      from: `${short(stored / 1e6)} against ${short(compressed / 1e6)} MB`,
    });
  }
  return findings;
};

/** Bytes of a file compressed by zstd at level 3. */
async function zstdBytes(path: string): Promise<number> {
  let bytes = 0;
  const count = new Writable({ write: (chunk: Buffer, _encoding, done) => { bytes += chunk.length; done(); } });
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } }), count);
  return bytes;
}

function folderBytes(folder: string): number {
  const entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
