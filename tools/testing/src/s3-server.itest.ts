import { beforeAll, expect, test } from 'vitest';
import { embeddedClickHouse } from './embedded-clickhouse.ts';
import { s3Server, type S3Server } from './s3-server.ts';

let s3: S3Server;
let endpoint: string;

beforeAll(async () => {
  s3 = await s3Server();
  endpoint = `${s3.endpoint}/${s3.bucket}`;
}, 300_000);

test('keeps several thousand objects, and lists them in pages', { timeout: 120_000 }, async () => {
  const names = Array.from({ length: 3_500 }, (_, index) => `many/part-${String(index).padStart(5, '0')}`);
  const queue = [...names];
  await Promise.all(Array.from({ length: 8 }, async () => {
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      expect((await fetch(`${endpoint}/${name}`, { method: 'PUT', body: name })).status).toBe(200);
    }
  }));

  const listed: string[] = [];
  let token: string | undefined = '';
  while (token !== undefined) {
    const page = await (await fetch(`${endpoint}?list-type=2&prefix=many/${token === '' ? '' : `&continuation-token=${encodeURIComponent(token)}`}`)).text();
    listed.push(...[...page.matchAll(/<Key>([^<]*)</gu)].map(([, key]) => String(key)));
    token = /<NextContinuationToken>([^<]*)</u.exec(page)?.[1];
  }

  expect(listed).toEqual(names);
});

test('takes a multipart upload from ClickHouse, and gives it back by ranges', { timeout: 120_000 }, async () => {
  const client = await embeddedClickHouse();
  const at = `s3('${endpoint}/large.parquet', '${s3.environment.AWS_ACCESS_KEY_ID}', '${s3.environment.AWS_SECRET_ACCESS_KEY}', 'Parquet')`;
  await client.command({
    query: `INSERT INTO FUNCTION ${at} SELECT number AS id, randomString(16) AS filler FROM numbers(1000000)`,
    clickhouse_settings: { s3_max_single_part_upload_size: '1000000', s3_min_upload_part_size: '5242880' },
  });

  const whole = await client.query({ query: `SELECT toUInt32(count()) AS n, toString(sum(id)) AS total FROM ${at}`, format: 'JSONEachRow' });
  const etag = (await fetch(`${endpoint}?list-type=2&prefix=large`)).text();

  expect(await whole.json()).toEqual([{ n: 1_000_000, total: '499999500000' }]);
  expect(await etag).toMatch(/<ETag>(?:&quot;|")[0-9a-f]{32}-[2-9]/u);
});

test('refuses a read that is not signed', async () => {
  await fetch(`${endpoint}/private`, { method: 'PUT', body: 'x' });

  expect((await fetch(`${endpoint}/private`)).status).toBe(403);
});
