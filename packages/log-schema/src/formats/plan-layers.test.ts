import { expect, test } from 'vitest';
import { call, linePlan, ref } from '../index.ts';
import { nestLayers, planLayers } from './plan-layers.ts';

const bindings = [
  { name: 'a', expression: call('upper', ref('line')) },
  { name: 'c', expression: call('concat', ref('b'), ref('a')) },
  { name: 'b', expression: call('upper', ref('a')) },
];

test('bindings are layered by what they use, whatever their order', () => {
  expect(planLayers([bindings[0]!, bindings[2]!, bindings[1]!]).map((layer) => layer.map(({ name }) => name))).toEqual([['a'], ['b'], ['c']]);
});

test('layers nest from the inside out', () => {
  const sql = nestLayers([bindings[0]!, bindings[2]!], 'raw_lines', (expression) => expression.node, (name) => name);

  expect(sql).toBe('(SELECT *,\n    call AS b\nFROM (SELECT *,\n    call AS a\nFROM raw_lines))');
});

test('a plan without bindings is its relation', () => {
  expect(nestLayers([], 'raw_lines', () => '', (name) => name)).toBe('raw_lines');
});

test('every name that the line plan uses is bound in an earlier layer, or the line itself', () => {
  const known = new Set(['line', 'key', 'value', 'some']);
  for (const layer of planLayers(linePlan().bindings)) {
    const used = [...JSON.stringify(layer).matchAll(/"node":"reference","name":"(\w+)"/gu)].map(([, name]) => name ?? '');

    expect(used.filter((name) => !known.has(name))).toEqual([]);
    for (const { name } of layer) known.add(name);
  }
});
