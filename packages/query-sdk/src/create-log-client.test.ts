import { expect, test } from 'vitest';
import { createLogClient } from './create-log-client.ts';

test.each([
  ['the url is none', { url: 'nope' }, 'query/url-not-allowed'],
  ['the url is not one of HTTP', { url: 'tcp://localhost:9000' }, 'query/url-not-allowed'],
  ['the url holds a password', { url: 'http://a:secret@localhost' }, 'query/url-not-allowed'],
  ['a limit is zero', { url: 'http://localhost', maxResultRows: 0 }, 'query/limit-not-allowed'],
  ['a limit of reading is negative', { url: 'http://localhost', maxReadBytes: -1 }, 'query/limit-not-allowed'],
  ['a timeout is no number', { url: 'http://localhost', requestTimeoutMs: Number.NaN }, 'query/limit-not-allowed'],
  ['retries are no whole number', { url: 'http://localhost', retries: 0.5 }, 'query/limit-not-allowed'],
  ['23.8 is to read Iceberg tables', { url: 'http://localhost', version: '23.8' }, 'query/not-in-version'],
  ['23.8 is to read both tiers', { url: 'http://localhost', version: '23.8', tier: 'spanning' }, 'query/not-in-version'],
] as const)('fails when %s', (_, options, code) => {
  expect(() => createLogClient(options)).toThrow(expect.objectContaining({ code, kind: 'usage', message: expect.not.stringContaining('secret') as string }) as Error);
});
