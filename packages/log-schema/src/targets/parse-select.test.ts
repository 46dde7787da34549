import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { clickhouseTarget, familyLinePlans, linePlan, logs, plainAnyLinePlan, plainLinePlan, provenanceColumns, sparkTarget } from '../index.ts';

const golden = (name: string): URL => new URL(`__golden__/${name}`, import.meta.url);
const options = { source: 'raw_lines', passThrough: { ingest_file: '_path' } };

test('the line plan is compiled for both dialects', () => {
  expectGolden(clickhouseTarget.parseSelect(linePlan(), options), golden('line-plan.clickhouse.sql'));
  expectGolden(clickhouseTarget.parseSelect(linePlan({ splitFirst: false }), options), golden('line-plan.pattern.clickhouse.sql'));
  expectGolden(clickhouseTarget.parseSelect(plainLinePlan({ family: 'json' }), options), golden('plain-line-plan.json.clickhouse.sql'));
  expectGolden(clickhouseTarget.parseSelect(plainLinePlan({ family: 'access' }), options), golden('plain-line-plan.access.clickhouse.sql'));
  expectGolden(sparkTarget.parseSelect(familyLinePlans({ dialect: 'spark' }), options), golden('line-plan.spark.sql'));
  expectGolden(sparkTarget.parseSelect(plainAnyLinePlan(), options), golden('plain-any-line-plan.spark.sql'));
});

test('a plan fills every column of logs but those of provenance', () => {
  const expected = Object.keys(logs.columns).filter((name) => !(provenanceColumns as readonly string[]).includes(name));

  expect(Object.keys(linePlan().columns)).toEqual(expected);
});

test('a plan is plain data that survives JSON', () => {
  const plan = linePlan();

  expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
});

test('the longest line is an option', () => {
  expect(clickhouseTarget.parseSelect(linePlan({ maxLineBytes: 4096 }), options)).toContain('(length(line) > 4096)');
});
