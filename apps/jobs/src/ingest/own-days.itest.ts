import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { accessLine, fileText, jsonLine, times } from '../__fixtures__/log-lines.ts';
import { query, tableOf } from '../__fixtures__/table-rows.ts';
import { audit } from '../audit/audit.ts';
import { readDataFiles, currentSnapshot } from '../iceberg/index.ts';
import { ownDayBytes } from './batch-reading.ts';
import { ingest } from './ingest.ts';

const padding = 'x'.repeat(500);
const count = Math.ceil(ownDayBytes / padding.length);

/** A line of a day that neither the first nor the last lines of the file tell of. */
const strayLine = (index: number): string => jsonLine(index, { timestamp: `2024-02-${String(1 + (index % 20)).padStart(2, '0')}T00:00:00Z`, message: padding });
const dayLine = (index: number): string => jsonLine(index * 4, { message: padding });

test('rows of guessed days and of others are each in the partition of their day, once', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'input'));
  const [input, warehouse] = [join(folder, 'input'), join(folder, 'warehouse')];
  const lines = [...times(count, dayLine), ...times(40, strayLine), 'broken', accessLine(1), ...times(10, (index) => jsonLine(index * 4 + 1)), dayLine(0)];
  writeFileSync(join(input, 'a.json'), fileText(lines));

  expect(await ingest({ input: [input], warehouse })).toMatchObject({ lines: lines.length, accepted: lines.length - 1, rejected: 1, reasons: { 'unrecognized-format': 1 } });
  const days = await query(warehouse, 'SELECT toString(partition_date) AS day, toInt32(count()) AS lines, toInt32(countIf(partition_date = toDate32(timestamp))) AS placed FROM {logs} GROUP BY day ORDER BY day');
  expect(days.every((day) => day['lines'] === day['placed'])).toBe(true);
  expect(days.at(-2)).toMatchObject({ day: '2025-08-20', lines: count + 1 });
  expect(days.at(-1)).toMatchObject({ day: '2025-08-21', lines: 11 });
  expect(days).toHaveLength(22);
  const numbers = await query(warehouse, 'SELECT toInt32(uniqExact(ingest_line)) AS lines FROM {logs}');
  expect(numbers).toEqual([{ lines: lines.length - 1 }]);
  expect((await audit(warehouse)).balanced).toBe(true);

  const table = await tableOf(warehouse, 'logs');
  const snapshot = currentSnapshot(table.metadata);
  const files = snapshot ? await readDataFiles(table, snapshot) : [];
  expect(new Set(files.map(({ partition }) => partition['partition_date'])).size).toBe(22);
  expect(files.reduce((sum, { recordCount }) => sum + recordCount, 0)).toBe(lines.length - 1);
}, 60_000);
