import { expect, test } from 'vitest';
import { platform } from '../__fixtures__/platform.ts';
import { fillPlan, planValues, sparkJob } from '../index.ts';

test('holes are filled wherever a text stands, and other text is left alone', () => {
  const plan = { paths: ['${input}'], text: "SELECT '$[0]', '${warehouse}/x', '{}' /* ${metastore} */", rows: 3, when: null };

  expect(fillPlan({ file: 'a.json', plan }, planValues(platform))).toEqual({
    paths: ['s3a://acme-raw-logs/logs/'],
    text: "SELECT '$[0]', 's3a://acme-log-lake/warehouse/x', '{}' /* thrift://hive-metastore.hive.svc.cluster.local:9083 */",
    rows: 3,
    when: null,
  });
});

test('fails when a plan has a hole that nothing fills', () => {
  expect(() => fillPlan({ file: 'a.json', plan: ['${bucket}'] }, planValues(platform))).toThrow(expect.objectContaining({ code: 'k8s/hole-unknown', kind: 'usage' }) as Error);
});

test('fails when no ConfigMap holds the plans', () => {
  const large = [{ file: 'ingest.json', plan: { text: 'x'.repeat(1_100_000) } }];

  expect(() => sparkJob(platform, 'ingest', large)).toThrow(expect.objectContaining({ code: 'k8s/plans-too-large', kind: 'usage' }) as Error);
});

test('the arguments are the files that are mounted', () => {
  const { aggregate = [] } = platform.spark.plans;
  const [configMap, application] = sparkJob(platform, 'aggregate', aggregate) as unknown as [{ data: object; metadata: { name: string } }, { spec: { arguments: string[]; driver: object } }];

  expect(application.spec.arguments).toEqual(Object.keys(configMap.data).map((file) => `/etc/logex/plans/${file}`));
  expect(JSON.stringify(application.spec.driver)).toContain(`"configMap":{"name":"${configMap.metadata.name}"}`);
});
