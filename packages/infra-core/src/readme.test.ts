import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { teamConfiguration } from '../examples/team-stack.ts';
import { bucketProtection } from './policy/bucket-protection.ts';
import { guardedData } from './policy/guarded-data.ts';
import { iamStatements } from './policy/iam-statements.ts';
import { pinnedTrust } from './policy/pinned-trust.ts';

const file = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

test('the example of the README is the compiled one', () => {
  const [, shown] = /```ts\n([^]*?)```/u.exec(file('../README.md')) ?? [];

  expect(shown).toBe(file('../examples/team-stack.ts'));
});

test('the example synthesizes a protected bucket and a role that writes one folder', () => {
  const json = teamConfiguration();

  expect([...bucketProtection(json), ...guardedData(json), ...pinnedTrust(json)]).toEqual([]);
  expect(iamStatements(json).find(({ sid }) => sid === 'WriteExports')?.resources).toEqual(['${aws_s3_bucket.exports.arn}/nightly/*']);
});
