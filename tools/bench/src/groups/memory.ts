import { statSync } from 'node:fs';
import { measure } from '../measurement.ts';
import { short } from '../report.ts';
import type { BenchGroup } from './bench-group.ts';
import { emptyWarehouse, logFile } from './ingest.ts';

/** Resident memory of an ingest of one large file. */
export const memoryGroup: BenchGroup = async (context) => {
  const input = await logFile(context, 'json', Math.round((context.memoryGb * 1e9) / 250));
  const { peakMb } = measure('ingest-file', { input, warehouse: emptyWarehouse(context, 'warehouse-memory') });
  return [{
    group: 'memory', what: `peak of ingesting ${short(statSync(input).size / 1e9)} GB`, value: peakMb / 1000, unit: 'GB', should: 'at most', target: 2, from: 'resident memory of the process',
  }];
};

/** CPU of ten times the lines. */
export const linearGroup: BenchGroup = async (context) => {
  const [few, many] = [await logFile(context, 'json', context.lines / 10), await logFile(context, 'json')];
  const cpu = (input: string): number => measure('ingest-file', { input, warehouse: emptyWarehouse(context, 'warehouse-linear') }).cpuSeconds;
  const [small, large] = [cpu(few), cpu(many)];
  return [{
    group: 'linear', what: 'CPU of 10 times the lines', value: large / small, unit: 'x', should: 'at most', target: 11, from: `${short(large)} against ${short(small)} CPU-seconds`,
  }];
};
