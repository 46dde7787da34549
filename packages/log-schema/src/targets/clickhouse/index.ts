export { aggregateSelect, type AggregateSelectOptions } from './aggregate-select.ts';
export { columnDefinitions, columnType, logicalTypeOf } from './column-type.ts';
export {
  icebergFunction,
  icebergTable,
  icebergView,
  mergeTreeTable,
  qualifiedName,
  type ClickHouseVersion,
  type IcebergPlace,
  type MergeTreeOptions,
} from './create-table.ts';
export { clickhouse as dialect, quoteIdentifier, quoteText } from './dialect.ts';
export { hotDayFingerprints, hotKeepDays, hotTierNames, hotTierStatements, spanningView, type HotTierNames, type HotTierOptions } from './hot-tier.ts';
export { dropHotDay, hotDayCopy, keepHotDay, moveHotWatermark, replaceHotDay, type HotDays } from './hot-refresh.ts';
export { liveIngestStatements, type LiveIngestOptions } from './hot-live-ingest.ts';
export { parseSelect, parseSettings, verdictColumns, type ParseSelectOptions } from './parse-select.ts';
