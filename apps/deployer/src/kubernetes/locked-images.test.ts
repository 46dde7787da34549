import { expect, test } from 'vitest';
import { foundation } from '../stacks/foundation.ts';
import { configSchema } from '../config/config-schema.ts';
import { lockedImages } from './locked-images.ts';
import { plannedOutputs } from './planned-outputs.ts';

const config = configSchema.parse({});
const outputs = await plannedOutputs(await foundation({ config, allowDestroy: [] }), config.aws_region);
const request = { outputs, digests: {}, upstreams: { 'spark-operator': 'ghcr.io/team/operator' }, hiveMetastoreImage: null, unknownDigest: 'fail' as const };

test('outputs before phase 1 have the shape of those after it', () => {
  expect(JSON.stringify(outputs)).not.toContain('${');
  expect(outputs).toMatchObject({
    accountId: '000000000000',
    workloads: { spark: { roleArn: 'arn:aws:iam::000000000000:role/data-platform-spark', namespace: 'spark', serviceAccount: 'spark' } },
    images: { built: { spark: '000000000000.dkr.ecr.us-east-1.amazonaws.com/data-platform/spark' } },
    lake: { raw: { name: 'data-platform-raw-000000000000', prefix: 'logs/' } },
  });
});

test('repositories of phase 1 are the lock list', () => {
  const { images } = lockedImages({ ...request, digests: { 'spark-ingest': `sha256:${'a'.repeat(64)}` } });

  expect(images['spark-aggregate']).toMatchObject({ repository: images['spark-ingest']?.repository, digest: null });
  expect(images['spark-ingest']).toEqual({ repository: '000000000000.dkr.ecr.us-east-1.amazonaws.com/data-platform/spark', digest: `sha256:${'a'.repeat(64)}` });
  expect(images['spark-operator']).toMatchObject({ digest: null, upstream: 'ghcr.io/team/operator' });
});

test('fails when the image of the metastore has a tag and a cluster is to run it', () => {
  expect(() => lockedImages({ ...request, hiveMetastoreImage: 'registry.example:5000/hive:7' })).toThrow(expect.objectContaining({ code: 'deployer/image-not-pinned', kind: 'usage' }) as Error);
});

test('a dry run takes the tag off', () => {
  const { images } = lockedImages({ ...request, unknownDigest: 'placeholder', hiveMetastoreImage: 'registry.example:5000/hive:7' });

  expect(images['hive-metastore']).toEqual({ repository: 'registry.example:5000/hive', digest: null });
});
