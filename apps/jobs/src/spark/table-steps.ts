import type { AnyTable } from '@logex/log-schema';
import { emptyTableMetadata } from '../iceberg/index.ts';
import type { PlanStep } from '../plan/job-plan.ts';
import { tableCreation } from '../warehouse/table-creation.ts';
import { tableName } from './spark-catalog.ts';

/** The step that makes a table of the schema where it is missing, with the field ids that every engine writes. */
export function createTableStep(table: AnyTable): PlanStep {
  const { 'table-uuid': _uuid, 'last-updated-ms': _moment, location: _location, ...metadata } = emptyTableMetadata(tableCreation(table, '/'));
  return { kind: 'create-table', name: `create ${table.name}`, table: tableName(table), metadata: { ...metadata, 'current-snapshot-id': -1 } };
}
