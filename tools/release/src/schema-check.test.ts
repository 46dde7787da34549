import { expect, test } from 'vitest';
import { schemaPlan } from './schema-check.ts';

const changes = [{ change: 'column-dropped logs.thread', breaking: true }, { change: 'column-added logs.host', breaking: false }];

test('a breaking change of the schema moves the major version of the schema and of the queries over it', () => {
  expect(schemaPlan({ since: '1.2.0', bump: 'major', changes })).toBe(`---
log-schema: major
query-sdk: major
---

The schema has changed since 1.2.0:

- column-dropped logs.thread (breaking)
- column-added logs.host
`);
});

test('another change moves that of the schema, and no change none', () => {
  expect(schemaPlan({ since: '1.2.0', bump: 'minor', changes: changes.slice(1) })).toContain('---\nlog-schema: minor\n---');
  expect(schemaPlan({ since: '1.2.0', bump: 'none', changes: [] })).toBeUndefined();
});
