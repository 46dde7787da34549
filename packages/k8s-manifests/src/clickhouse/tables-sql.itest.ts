import { embeddedClickHouse } from '@logex/testing';
import { expect, test } from 'vitest';
import { platform } from '../__fixtures__/platform.ts';
import { tablesSql } from '../index.ts';

const statements = tablesSql(platform).split(/;\n+/u).filter((text) => text !== '');

test('the engine reads every statement', async () => {
  const client = await embeddedClickHouse();
  for (const statement of statements) {
    const answer = await client.query({ query: `EXPLAIN AST ${statement}`, format: 'JSONEachRow' });
    expect(await answer.json()).not.toEqual([]);
  }
});

test('there is a view of every table, before what reads it', () => {
  const made = statements.map((text) => /^CREATE (?:OR REPLACE )?(\w+)(?: IF NOT EXISTS)? (\S+)/u.exec(text)?.slice(1, 3).join(' '));

  expect(made).toMatchInlineSnapshot(`
    [
      "DATABASE analytics",
      "VIEW analytics.logs",
      "VIEW analytics.logs_rejected",
      "VIEW analytics.ingested_files",
      "VIEW analytics.top_errors",
      "VIEW analytics.top_ips",
      "VIEW analytics.top_paths",
      "VIEW analytics.daily_summary",
      "VIEW analytics.hourly_errors",
      "VIEW analytics.http_traffic",
      "VIEW analytics.source_activity",
      "DATABASE analytics",
      "TABLE analytics.logs_hot",
      "TABLE analytics.logs_hot_days",
      "TABLE analytics.logs_hot_watermark",
      "VIEW analytics.logs_spanning",
    ]
  `);
});
