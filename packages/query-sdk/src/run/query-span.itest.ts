import { SpanStatusCode, trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { engineWithLogs } from '../__fixtures__/log-table.ts';
import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import type { EmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { LogClient } from '../log-client.ts';
import { sql } from '../sql.ts';

const exporter = new InMemorySpanExporter();
let engine: EmbeddedEngine;
let client: LogClient;

beforeAll(async () => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  engine = await engineWithLogs();
  client = await createEmbeddedLogClient({ engine });
});

beforeEach(() => exporter.reset());

afterAll(async () => {
  await client.close();
  await engine.close();
  trace.disable();
});

const spans = () => exporter.getFinishedSpans().filter(({ name }) => name === 'logex query');

test('a query is a span with its text, without values', async () => {
  await client.from('logs').allTime().select('level').where('message', '=', 'secret-value').execute();
  for await (const _ of client.from('logs').allTime().select('level').stream()) continue;

  const [whole, streamed] = spans();
  expect(whole?.attributes).toMatchObject({ 'db.system.name': 'clickhouse', 'db.query.text': expect.stringContaining('message = {p1:String}') as string, 'db.response.returned_rows': 0 });
  expect(streamed?.attributes).toMatchObject({ 'db.response.returned_rows': 12 });
  expect(JSON.stringify(whole?.attributes)).not.toContain('secret');
});

test('a query that fails is a span with the code of its error', async () => {
  await client.execute(sql`SELECT toInt32(${'secret-value'})`).catch(() => undefined);
  const [span] = spans();

  expect(span).toMatchObject({ status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': 'query/server' } });
  expect(JSON.stringify([span?.attributes, span?.events, span?.status])).not.toContain('secret');
  expect(spans()).toHaveLength(1);
});
