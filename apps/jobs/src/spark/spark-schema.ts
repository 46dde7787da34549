import { allTables } from '@logex/log-schema';
import { planVersion, type JobPlan } from '../plan/job-plan.ts';
import { openCatalog, type SparkCatalog } from './spark-catalog.ts';
import { withSpark, type SparkJobOptions } from './spark-warehouse.ts';
import { createTableStep } from './table-steps.ts';

/** What became of a table. */
export interface CreatedTable {
  readonly table: string;
  readonly state: 'created' | 'exists';
}

/** The plan that makes every table of the schema. */
export function createSchemaPlan(catalog: SparkCatalog): JobPlan {
  return { version: planVersion, job: 'create-schema', parameters: {}, steps: [openCatalog(catalog), ...allTables.map(createTableStep)] };
}

/**
 * Makes every table of the schema with Spark, where it is missing.
 *
 * @throws LogexError of locking the warehouse and of Spark.
 */
export async function sparkCreateSchema(options: SparkJobOptions): Promise<CreatedTable[]> {
  const states = new Map<string, CreatedTable['state']>();
  await withSpark(options, true, (runner) =>
    runner.run(createSchemaPlan(options.catalog), (event) => {
      if (event.event === 'step') states.set(event.name, event.state === 'created' ? 'created' : 'exists');
    }));
  return allTables.map(({ name }) => ({ table: name, state: states.get(`create ${name}`) ?? 'exists' }));
}
