import type { Columns } from '@logex/log-schema';
import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import type { SelectQuery } from '../select/select-query.ts';
import { compileQuestion } from './ask-question.ts';
import { questions, type QuestionName } from './index.ts';

const names = Object.keys(questions) as QuestionName[];

test.each(names)('compiles %s', (name) => {
  expectGolden(compileQuestion(questions[name] as never).compile().sql, new URL(`./__golden__/${name}.sql`, import.meta.url));
});

test.each(names)('describes %s and its options, and draws columns that it has', (name) => {
  const { name: own, doc, title, options, chart } = questions[name];
  expect(own).toBe(name);
  expect(doc).toMatch(/^[A-Z].*\.$/u);
  expect(title).toMatch(/^[A-Z].*[^.]$/u);
  for (const option of Object.values(options.shape)) expect(option.description).toMatch(/\.$/u);
  const compiled = compileQuestion(questions[name] as never) as unknown as SelectQuery<Columns, unknown>;
  const columns = compiled.node.selections.map(({ alias }) => alias);
  const drawn = chart.kind === 'bars' ? [...chart.labels, chart.value] : [];
  expect(columns).toEqual(expect.arrayContaining(drawn));
});

test('takes a range of its own', () => {
  const { sql, parameters } = compileQuestion(questions['level-overview'], { from: '2025-08-24', to: new Date('2025-08-26T00:00:00Z') }).compile();

  expect(sql).not.toContain('newest_moment');
  expect(Object.values(parameters)).toEqual(['2025-08-24 00:00:00.000000', '2025-08-26 00:00:00.000000', '2025-08-24', '2025-08-25']);
  expect(compileQuestion(questions['level-overview'], { until: 'now' }).compile().sql).toContain("<= now64(6, 'UTC')");
});

test('fails when an option is unknown or out of bounds, without repeating values', () => {
  const ask = (options: object) => () => compileQuestion(questions['top-ips'], options);
  const refusal = expect.objectContaining({ code: 'query/question-options', kind: 'usage' }) as Error;

  expect(ask({ limit: 0 })).toThrow(refusal);
  expect(ask({ lastDays: 1.5 })).toThrow(refusal);
  expect(ask({ colour: 'secret-value' })).toThrow(refusal);
  expect(ask({ limit: 'secret-value' })).toThrow(/^(?!.*secret)/u);
  expect(ask({ from: '2025-08-25', to: '2025-08-24' })).toThrow(expect.objectContaining({ code: 'query/range-reversed' }) as Error);
});
