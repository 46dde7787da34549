import { expectGolden } from '@logex/testing';
import { expect, test } from 'vitest';
import { linePlan, rejectReasonCodes, rejectReasons } from '../index.ts';

const ofLines = JSON.stringify(linePlan());
const isOfLines = (code: string): boolean => ofLines.includes(JSON.stringify({ node: 'literal', value: code }));

test('REASONS.md is the table of reject reasons', () => {
  const rows = rejectReasonCodes.map((code) => `| \`${code}\` | ${isOfLines(code) ? 'a line' : 'a file'} | ${rejectReasons[code]} |`);
  const text = [
    '# Why lines are rejected',
    '',
    'Codes in the column `reason` of `logs_rejected`. A line has one; its bytes stand in `raw_line`, so it can be read',
    'again after a fix. This table is generated from [src/formats/reject-reason.ts](src/formats/reject-reason.ts) by `npm run golden:update`.',
    '',
    '| reason | of | meaning |',
    '| --- | --- | --- |',
    ...rows,
  ];

  expectGolden(text.join('\n'), new URL('../../REASONS.md', import.meta.url));
});

test('the reasons of the line plan are those that are not about whole files', () => {
  expect(rejectReasonCodes.filter((code) => !isOfLines(code))).toEqual(['unreadable-file', 'invalid-gzip', 'truncated-gzip']);
});
