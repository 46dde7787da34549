import type { SparkJob } from './job-plans.ts';

/** How a job is named and when it runs. */
export interface JobSchedule {
  /** Name of its SparkApplication, and of its schedule. */
  readonly name: string;
  /** Cron in UTC; null runs once, as it is applied. */
  readonly schedule: string | null;
}

/** Names and times of the jobs. Ingest leaves what is new to its next run, and aggregates follow it. */
export const jobSchedules: Readonly<Record<SparkJob, JobSchedule>> = {
  'create-schema': { name: 'create-schema-spark351-prod', schedule: null },
  ingest: { name: 'ingest-logs-spark351-prod', schedule: '*/15 * * * *' },
  aggregate: { name: 'aggregate-logs-spark351-prod', schedule: '25 * * * *' },
  maintain: { name: 'maintain-logs-spark351-prod', schedule: '40 2 * * *' },
};
