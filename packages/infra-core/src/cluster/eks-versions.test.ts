import { expect, test } from 'vitest';
import { defaultEksVersion } from './cluster.ts';
import { eksVersions, eksVersionsAsOf, eksVersionSupport } from './eks-versions.ts';

const day = (text: string): Date => new Date(`${text}T12:00:00Z`);

test('the default version is known, and told to be in extended support', () => {
  const support = eksVersionSupport(defaultEksVersion, day(eksVersionsAsOf));

  expect(support).toMatchObject({ state: 'extended', standardUntil: '2026-07-29', extendedUntil: '2027-07-29', hourlyUsd: 0.6, next: '1.34' });
  expect(support.warning).toBe(
    'Kubernetes 1.33 left standard support on 2026-07-29; it costs $0.60 an hour in place of $0.10, about $365 more a month, until 2027-07-29; upgrade to 1.34, then on to 1.35, which has standard support until 2027-03-27',
  );
});

test.each([
  ['2026-05-29', 'standard', 0.1],
  ['2026-05-30', 'near-extended', 0.1],
  ['2026-07-28', 'near-extended', 0.1],
  ['2026-07-29', 'extended', 0.6],
  ['2027-05-30', 'near-end', 0.6],
  ['2027-07-28', 'near-end', 0.6],
  ['2027-07-29', 'ended', 0.6],
])('on %s version 1.33 is %s', (today, state, hourlyUsd) => {
  expect(eksVersionSupport('1.33', day(today))).toMatchObject({ state, hourlyUsd });
});

test('a version whose standard support ends soon is told with its date and fee', () => {
  expect(eksVersionSupport('1.34', day('2026-11-24')).warning).toBe(
    'Kubernetes 1.34 leaves standard support on 2026-12-02; after that it costs $0.60 an hour in place of $0.10, about $365 more a month; upgrade to 1.35',
  );
});

test('says nothing in standard support', () => {
  expect(eksVersionSupport('1.35', day('2026-11-24')).warning).toBeUndefined();
});

test('does not guess the dates of an unknown version', () => {
  const support = eksVersionSupport('1.40', day('2026-11-24'));

  expect(support).toMatchObject({ state: 'unknown', next: '1.41' });
  expect(support.standardUntil).toBeUndefined();
  expect(support.warning).toContain('not known here');
});

test('extended support is a year, and versions are in order', () => {
  for (const { standardUntil, extendedUntil } of eksVersions) expect(Number(extendedUntil.slice(0, 4)) - Number(standardUntil.slice(0, 4))).toBe(1);
  expect(eksVersions.map(({ standardUntil }) => standardUntil)).toEqual(eksVersions.map(({ standardUntil }) => standardUntil).toSorted());
});
