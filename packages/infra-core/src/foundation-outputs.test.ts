import { expect, test } from 'vitest';
import { readFoundationOutputs } from './foundation-outputs.ts';
import { synthesizeFoundation } from './foundation.ts';
import { block } from './policy/terraform-model.ts';

test('reads what the stack puts out', () => {
  const { terraformJson, outputs } = synthesizeFoundation();
  const value = block(block(terraformJson['output'])['foundation'])['value'];

  expect(outputs.map(({ name }) => name)).toEqual(['foundation']);
  expect(readFoundationOutputs({ foundation: { value } })).toEqual(value);
});

test('fails when the output is missing, and says what to do', () => {
  expect(() => readFoundationOutputs({})).toThrow(
    expect.objectContaining({ code: 'infra/outputs-unreadable', kind: 'outside', hint: expect.stringContaining('apply phase 1') as unknown }),
  );
});
