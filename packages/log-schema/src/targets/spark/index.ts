export { aggregateSelect, type AggregateSelectOptions } from './aggregate-select.ts';
export { createTable, qualifiedName, writeOrder, type SparkTableOptions } from './create-table.ts';
export { quoteIdentifier, quoteText, spark as dialect } from './dialect.ts';
export { parseSelect, type ParseSelectOptions } from './parse-select.ts';
