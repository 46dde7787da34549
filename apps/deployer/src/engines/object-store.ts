import type { S3Client } from '@aws-sdk/client-s3';
import { askAws } from './ask-aws.ts';

/** Objects of S3 in one region. Each call rejects with a LogexError of kind `outside`. */
export interface ObjectStore {
  /** Keys that begin with `prefix`. */
  readonly keys: (bucket: string, prefix: string) => Promise<readonly string[]>;
  /** The text of an object; gzip is unpacked where the key says so. */
  readonly text: (bucket: string, key: string) => Promise<string>;
}

/** S3 in `region`, with the credentials of the environment. */
export function objectStoreIn(region: string): ObjectStore {
  return {
    keys: (bucket, prefix) =>
      asked(`listing s3://${bucket}/${prefix}`, 's3:ListBucket', region, async (client) => {
        const { paginateListObjectsV2 } = await import('@aws-sdk/client-s3');
        const found: string[] = [];
        for await (const { Contents: contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })) found.push(...contents.flatMap(({ Key: key }) => key ?? []));
        return found;
      }),
    text: (bucket, key) =>
      asked(`reading s3://${bucket}/${key}`, 's3:GetObject', region, async (client) => {
        const { GetObjectCommand } = await import('@aws-sdk/client-s3');
        const { Body: body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        const bytes = Buffer.from((await body?.transformToByteArray()) ?? []);
        if (!key.includes('.gz')) return bytes.toString();
        const { gunzipSync } = await import('node:zlib');
        return gunzipSync(bytes).toString();
      }),
  };
}

async function asked<Answer>(act: string, action: string, region: string, ask: (client: S3Client) => Promise<Answer>): Promise<Answer> {
  const { S3Client } = await import('@aws-sdk/client-s3');
  // A store at an address of one's own need not have a host for each bucket.
  return askAws(new S3Client({ region, maxAttempts: 3, forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined }), act, action, ask);
}
