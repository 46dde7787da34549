import { once } from 'node:events';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sampleWarehouse, startExample } from '../run-example.ts';

let service: ReturnType<typeof startExample>;
let url: string;

beforeAll(async () => {
  const warehouse = join(temporaryFolder(), 'warehouse');
  await sampleWarehouse(warehouse);
  service = startExample('serve-error-rate', warehouse);
  const [line] = (await once(service.stdout, 'data')) as [Buffer];
  url = line.toString().trim();
});

afterAll(() => void service.kill());

test('answers with the error rate by day', async () => {
  const answer = await fetch(`${url}?bucket=day&lastDays=30`);
  const rows = (await answer.json()) as { bucket: string; total: number; error_count: number; error_rate: number }[];

  expect(answer.status).toBe(200);
  expect(rows.length).toBeGreaterThan(0);
  for (const { bucket, total, error_count, error_rate } of rows) {
    expect(bucket).toMatch(/^\d{4}-\d\d-\d\dT00:00:00\.000000Z$/u);
    expect(error_rate).toBeCloseTo(error_count / total);
  }
});

test('fails with 400 when an option is not one of the question', async () => {
  const answer = await fetch(`${url}?bucket=${encodeURIComponent("day'; DROP TABLE logs")}`);

  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ code: 'query/question-options' });
});

test('ends at Ctrl+C', async () => {
  service.kill('SIGINT');
  await once(service, 'exit');

  expect(service.exitCode).toBe(0);
});
