import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from '../measurement.ts';
import { short } from '../report.ts';
import type { BenchContext, BenchGroup } from './bench-group.ts';
import { emptyWarehouse, logFile } from './ingest.ts';

/** A warehouse of JSON logs, the ingest group's where it ran before. */
async function jsonWarehouse(context: BenchContext): Promise<string> {
  const warehouse = join(context.folder, 'warehouse-json');
  if (!existsSync(warehouse)) {
    context.note('ingesting json');
    measure('ingest-file', { input: await logFile(context, 'json'), warehouse: emptyWarehouse(context, 'warehouse-json') });
  }
  return warehouse;
}

const streamOf = (rows: number) => measure('stream-rows', { rows });

/** The SDK over the bare client, both on the embedded engine. */
export const overheadGroup: BenchGroup = async (context) => {
  const warehouse = await jsonWarehouse(context);
  const { bareMs = 0, sdkMs = 0 } = measure('small-query', { warehouse }).figures;
  const { bareRowsPerSecond = 1, sdkRowsPerSecond = 0 } = measure('many-rows', { warehouse }).figures;
  const [few, many] = [streamOf(100_000), streamOf(context.lines)];
  return [
    {
      group: 'overhead', what: `memory of a stream of ${short(context.lines)} rows beyond one of 100,000`, value: Math.max(0, many.peakMb - few.peakMb), unit: 'MB', should: 'at most', target: 200,
      from: `${short(many.peakMb)} against ${short(few.peakMb)} MB; ${short(many.figures['rowsPerSecond'] ?? 0)} rows a second`,
    },
    {
      group: 'overhead', what: 'p50 of a small query beyond the bare client', value: Math.max(0, sdkMs - bareMs), unit: 'ms', should: 'at most', target: Math.max(0.1, bareMs * 0.05),
      from: `${short(sdkMs)} against ${short(bareMs)} ms; the target is 5 % or 0.1 ms`,
    },
    {
      group: 'overhead', what: 'rows a second on 200,000 rows', value: sdkRowsPerSecond / bareRowsPerSecond, unit: 'x', should: 'at least', target: 0.9,
      from: `${short(sdkRowsPerSecond)} against ${short(bareRowsPerSecond)} rows a second`,
    },
  ];
};

/** The newest 100 events from Iceberg and from MergeTree. */
export const latestGroup: BenchGroup = async (context) => {
  const { icebergMs = 0, mergeTreeMs = 1 } = measure('ask-latest', { warehouse: await jsonWarehouse(context) }).figures;
  return [{
    group: 'latest', what: 'latest 100 on Iceberg against MergeTree', value: icebergMs / mergeTreeMs, unit: 'x', should: 'at most', target: 5, from: `${short(icebergMs)} against ${short(mergeTreeMs)} ms`,
  }];
};
