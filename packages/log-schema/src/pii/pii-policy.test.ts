import { expectGolden } from '@logex/testing';
import { describe, expect, test } from 'vitest';
import { applyPolicy, clickhouseTarget, familyLinePlans, hashedText, linePlan, logs, maskedText, piiPolicy, policyOfTable, policyText, rowSchema, sparkTarget, withPolicy } from '../index.ts';

test.each([
  ['192.0.2.77', '192.0.2.0'],
  ['2001:db8:85a3:8d3:1319:8a2e:370:7348', '2001:db8:85a3::'],
  ['2001:db8::1', '2001:db8::'],
  ['::1', '::'],
  ['::ffff:192.0.2.1', '::'],
  ['12:30:45', '1***'],
  ['alice@example.com', 'a***@example.com'],
  ['a@b@c', 'a***'],
  ['Ünal', 'Ü***'],
  ['😀 laughs', '😀***'],
  ['192.0.2.77\n', '1***'],
  ['', ''],
])('masks %j as %j', (value, masked) => {
  expect(maskedText(value)).toBe(masked);
});

test('hashes with a salt', async () => {
  expect(await hashedText('alice', 'pepper')).toBe('b1b68da447843a6519d8dd7a9c13c90aa1148805cbe55810f86712e6c294ff36');
  expect(await hashedText('alice', 'pepper')).not.toBe(await hashedText('alice', 'salt'));
});

describe('a policy', () => {
  test('is read from data, and is the same in any order', () => {
    const policy = piiPolicy({ columns: { ip_address: 'mask', remote_user: 'hash', http_status: 'drop', attributes: 'hash', 'attributes.email': 'drop' } });
    const other = piiPolicy({ columns: { 'attributes.email': 'drop', http_status: 'drop', attributes: 'hash', remote_user: 'hash', ip_address: 'mask' }, rejectedLines: 'drop' });

    expect(policyText(policy)).toBe(policyText(other));
    expect(policyText(piiPolicy({ ...policy, rejectedLines: 'keep' }))).not.toBe(policyText(policy));
  });

  test.each([
    ['it is no object', 'mask', 'schema/policy-unreadable'],
    ['an action is unknown', { columns: { ip_address: 'encrypt' } }, 'schema/policy-unreadable'],
    ['a member is unknown', { columns: {}, salt: 'x' }, 'schema/policy-unreadable'],
    ['a column is unknown', { columns: { ip: 'mask' } }, 'schema/policy-column-unknown'],
    ['a column is not of the line', { columns: { ingest_file: 'drop' } }, 'schema/policy-column-unknown'],
    ['every row needs the value', { columns: { timestamp: 'drop' } }, 'schema/policy-not-for-column'],
    ['a number is hashed', { columns: { http_status: 'hash' } }, 'schema/policy-not-for-column'],
  ])('fails when %s', (_what, data, code) => {
    expect(() => piiPolicy(data)).toThrow(expect.objectContaining({ code }));
  });

  test('stands in the columns of a table', () => {
    const kept = withPolicy(logs, { ip_address: 'mask', user_agent: 'drop' });

    expect(policyOfTable(kept)).toEqual({ columns: { ip_address: 'mask', user_agent: 'drop' } });
    expect(policyOfTable(logs)).toEqual({ columns: {} });
    expect(rowSchema(kept).safeParse({}).error?.issues.find(({ path }) => path[0] === 'user_agent')).toMatchObject({ expected: 'null' });
    expect(() => withPolicy(logs, { nobody: 'drop' } as never)).toThrow(expect.objectContaining({ code: 'schema/column-unknown' }));
  });
});

describe('a plan under a policy', () => {
  const policy = piiPolicy({ columns: { ip_address: 'mask', remote_user: 'hash', http_query: 'drop', 'attributes.email': 'hash' } });
  const golden = (name: string): URL => new URL(`__golden__/${name}`, import.meta.url);
  const changed = (text: string, plain: string): string => {
    const lines = new Set(plain.split('\n'));
    return text.split('\n').filter((line) => !lines.has(line)).join('\n');
  };

  test.each(['clickhouse', 'spark'] as const)('has other columns in %s, and no salt in its text', (dialect) => {
    const options = { source: 'lines', passThrough: {} };
    const [text, plain] = [policy, undefined].map((chosen) => (dialect === 'clickhouse'
      ? clickhouseTarget.parseSelect(applyPolicy(linePlan(), chosen), options)
      : sparkTarget.parseSelect(familyLinePlans({ dialect }).map((plan) => applyPolicy(plan, chosen)), options))) as [string, string];

    expectGolden(changed(text, plain), golden(`policy.${dialect}.sql`));
  });

  test('is the plan itself where there is none', () => {
    const plan = linePlan();
    expect(applyPolicy(plan, undefined)).toBe(plan);
    expect(applyPolicy(plan, { columns: {} })).toBe(plan);
  });

  test('keeps rejected lines where it says so', () => {
    expect(applyPolicy(linePlan(), { ...policy, rejectedLines: 'keep' }).rawLine).toBeUndefined();
  });

  test('fails when live ingest is to hash', () => {
    const url = 'https://logs.s3.eu-west-1.amazonaws.com/**';
    expect(() => clickhouseTarget.liveIngestStatements({ url, policy })).toThrow(expect.objectContaining({ code: 'schema/hash-not-live' }));
    expect(clickhouseTarget.liveIngestStatements({ url, policy: { columns: { ip_address: 'mask' } } }).parse).toContain('pii_ip_address');
  });
});
