import { expect, test } from 'vitest';
import { metricsModeOf } from './metrics-mode.ts';

const prefix = 'write.metadata.metrics';

test('a column without a property has counts and bounds of 16', () => expect(metricsModeOf({}, 'message')).toEqual({ counts: true, boundLength: 16 }));

for (const [text, mode] of [
  ['none', { counts: false, boundLength: 0 }],
  ['counts', { counts: true, boundLength: 0 }],
  ['truncate(4)', { counts: true, boundLength: 4 }],
  ['full', { counts: true, boundLength: Number.POSITIVE_INFINITY }],
  ['FULL', { counts: true, boundLength: Number.POSITIVE_INFINITY }],
  ['truncate(0)', { counts: true, boundLength: 16 }],
] as const) {
  test(`${text}`, () => expect(metricsModeOf({ [`${prefix}.default`]: text }, 'message')).toEqual(mode));
}

test("a column's own property wins over the default of the table", () => {
  const properties = { [`${prefix}.default`]: 'none', [`${prefix}.column.message`]: 'counts' };
  expect(metricsModeOf(properties, 'message')).toEqual({ counts: true, boundLength: 0 });
  expect(metricsModeOf(properties, 'level')).toEqual({ counts: false, boundLength: 0 });
});
