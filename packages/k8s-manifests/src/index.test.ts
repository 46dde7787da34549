import { expect, test } from 'vitest';
import * as entry from './index.ts';

test('the entry point exports what it promises', () => {
  expect(Object.keys(entry).sort()).toMatchInlineSnapshot(`
    [
      "chartNames",
      "chartReleases",
      "checkChartPolicies",
      "checkPolicies",
      "clickhouse",
      "clientLabel",
      "defaultCharts",
      "fillPlan",
      "helmRender",
      "hiveMetastore",
      "imageReference",
      "inventoryLabel",
      "jobSchedules",
      "memorySettings",
      "metastoreUri",
      "mirroredReference",
      "namespaceNames",
      "namespaces",
      "objectName",
      "ownChartObjects",
      "placeholderDigest",
      "planValues",
      "podsOf",
      "renderPlatform",
      "sourceText",
      "spark",
      "sparkJob",
      "sparkJobs",
      "stageObjects",
      "stages",
      "tablesSql",
      "unknownDigests",
      "yamlText",
    ]
  `);
});
