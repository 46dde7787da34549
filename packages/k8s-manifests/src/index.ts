// Everything of a project, as plain objects
export { renderPlatform } from './render-platform.ts';
export type { ClickHouseConfig, LakeFolder, NodePool, PlatformConfig, SparkConfig, Workload, WorkloadIdentity } from './platform-config.ts';

// Parts of it
export { namespaces, namespaceNames } from './namespaces/namespaces.ts';
export { hiveMetastore } from './hive-metastore/hive-metastore.ts';
export { metastoreUri } from './hive-metastore/settings.ts';
export { clickhouse, clientLabel } from './clickhouse/clickhouse.ts';
export { memorySettings, type MemorySettings } from './clickhouse/memory-settings.ts';
export { tablesSql } from './clickhouse/tables-sql.ts';
export { spark } from './spark/spark.ts';
export { planValues, sparkJob } from './spark/spark-job.ts';
export { jobSchedules, type JobSchedule } from './spark/job-schedule.ts';
export { fillPlan, sparkJobs, type JobPlans, type PlanFile, type SparkJob } from './spark/job-plans.ts';
export type { ScheduledSparkApplication, SparkApplication, SparkApplicationSpec, SparkPod } from './spark/spark-application.ts';

// Objects, their owner, their order
export { objectName, type KubeObject, type ObjectMeta } from './object/kube-object.ts';
export { inventoryLabel } from './object/metadata.ts';
export { stageObjects, stages, type Stage, type StagedObjects } from './object/stages.ts';
export { yamlText } from './object/yaml-text.ts';

// Images
export { imageReference, mirroredReference, placeholderDigest, unknownDigests, type ImageLock, type LockedImage } from './images/image-lock.ts';

// Charts
export { sourceText, type ChartRelease, type ChartSource } from './charts/chart-source.ts';
export { chartNames, defaultCharts, type ChartName } from './charts/default-charts.ts';
export { chartReleases } from './charts/releases.ts';
export { helmRender, type HelmCommand, type HelmRender } from './charts/helm-command.ts';
export { ownChartObjects, type OwnChartObjectsOptions } from './charts/own-chart-objects.ts';

// Rules over rendered objects
export { checkChartPolicies, checkPolicies } from './policy/check-policies.ts';
export { podsOf, type FoundPod } from './policy/pods.ts';
export type { PolicyFinding, PolicyRule } from './policy/policy-finding.ts';
