import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { jobPlanSchema, planJsonSchema, planText, type JobPlan } from './job-plan.ts';

const plan: JobPlan = {
  version: 1,
  job: 'example',
  parameters: { days: 3 },
  steps: [
    { kind: 'sql', name: 'days', text: 'SELECT explode(sequence(1, :days)) AS day', view: 'days', keep: 'driver' },
    { kind: 'for-each', name: 'each day', rows: 'SELECT day FROM days', steps: [{ kind: 'emit', name: 'day', rows: 'SELECT :day AS day' }] },
  ],
};

test('the published JSON Schema is that of the plans', () => {
  expectGolden(planJsonSchema(), new URL('job-plan.schema.json', import.meta.url));
});

test('a plan is its text, and the text is the plan', () => {
  expect(jobPlanSchema.parse(JSON.parse(planText(plan)))).toEqual(plan);
});

test.each([
  ['another version', { ...plan, version: 2 }],
  ['a field that no step has', { ...plan, steps: [{ ...plan.steps[0], colour: 'red' }] }],
  ['an unknown kind of step', { ...plan, steps: [{ kind: 'shell', name: 'x', text: 'ls' }] }],
  ['an unknown field in a nested step', { ...plan, steps: [{ kind: 'for-each', name: 'x', rows: 'SELECT 1', steps: [{ kind: 'emit', name: 'y', rows: 'SELECT 1', to: 'file' }] }] }],
])('fails when a plan has %s', (_what, wrong) => {
  expect(jobPlanSchema.safeParse(wrong).success).toBe(false);
});
