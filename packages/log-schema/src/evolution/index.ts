export { clickhouseAlterations } from './alter-clickhouse.ts';
export { icebergUpdates, type IcebergUpdate } from './alter-iceberg.ts';
export { sparkAlterations, usedUpPrefix, type SparkAlterationOptions } from './alter-spark.ts';
export { checkSchema, type DeclaredChange, type SchemaCheck } from './check-schema.ts';
export { compareSchemas } from './compare-schemas.ts';
export { compareTables } from './compare-tables.ts';
export { observeTable, type ObservedTable } from './observed-table.ts';
export { recordSchema, recordTable, type SchemaDefinition } from './record-schema.ts';
export { tableOfRecord } from './recorded-table.ts';
export {
  recordedSchemaShape, type RecordedAggregate, type RecordedColumn, type RecordedFormats, type RecordedSchema, type RecordedTable,
} from './recorded-schema.ts';
export { changeName, consumers, type ChangeKind, type Consumer, type SchemaChange } from './schema-change.ts';
export { isBreaking, requiredBump, verdictsByKind, verdictsOf, type Bump, type Verdict } from './verdicts.ts';
export { schemaStatements, statementEngines, type StatementEngine, type TableStatements } from './schema-statements.ts';
