import type { FoundationOutputs } from '@logex/infra-core';
import { LogexError } from '@logex/log-schema';
import { objectStoreIn } from '../engines/object-store.ts';
import { tableFacts, type TableFacts } from '../lake/table-facts.ts';
import { statusText } from '../output/status-text.ts';
import { clusterStatus, type ClusterStatus } from '../status/cluster-status.ts';
import type { CommandContext, CommandResult } from './command-context.ts';
import { knownOutputs, openProject, type ProjectOptions } from './open-project.ts';

/** What `status` tells. */
export interface StatusResult extends ClusterStatus {
  readonly project: string;
  readonly context: string;
  /** The tables, or why they are not known. */
  readonly tables: readonly TableFacts[] | string;
  /** How far behind the tables are; null where it is not known. */
  readonly lag: {
    /** ISO 8601: end of the newest ingest that ended well. */
    readonly lastIngest: string | null;
    /** ISO 8601: newest commit to `logs`. */
    readonly newestRows: string | null;
  };
}

/** `logex-deployer status`: nodes, workloads, last runs, lag and tables on one screen. */
export async function status(context: CommandContext, options: ProjectOptions): Promise<CommandResult> {
  const { config, cluster } = await openProject(context, options);
  const [seen, tables] = await Promise.all([clusterStatus(cluster, config), knownOutputs(context, options).then(knownTables)]);
  const ingest = seen.jobs.find(({ job }) => job === 'ingest')?.lastGood;
  const logs = typeof tables === 'string' ? undefined : tables.find(({ table }) => table === 'logs');
  const lag = { lastIngest: ingest?.endedAt ?? null, newestRows: logs?.committedAt ?? null };
  const value: StatusResult = { project: config.project_name, context: cluster.context, ...seen, tables, lag };
  return { value, text: statusText(value, context.today) };
}

/** The facts of the tables, or why they cannot be had; `outputs` are those of phase 1, or why they are not known. */
export async function knownTables(outputs: FoundationOutputs | string): Promise<readonly TableFacts[] | string> {
  if (typeof outputs === 'string') return outputs;
  const { name: bucket, prefix } = outputs.lake.iceberg;
  try {
    return await tableFacts(objectStoreIn(outputs.region), { bucket, prefix });
  } catch (error) {
    if (error instanceof LogexError) return error.message;
    throw error;
  }
}
