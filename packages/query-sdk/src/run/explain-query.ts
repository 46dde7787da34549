import { clickhouseTarget, logicalTypes } from '@logex/log-schema';
import type { CompiledQuery, CompileOptions } from '../compile/compiled-query.ts';
import { newestRange } from '../compile/newest-range.ts';
import { Parameters } from '../compile/parameters.ts';
import { nodeRender } from '../compile/render-node.ts';
import type { Render } from '../compile/render.ts';
import { newestMoment, newestName, renderTimeRange } from '../compile/render-time-range.ts';
import { scopeConditions, sourceRelation } from '../compile/source-relation.ts';
import type { ConditionNode } from '../nodes/condition-node.ts';
import type { SelectNode } from '../nodes/select-node.ts';
import type { Query, RunOptions } from '../query.ts';
import { decodedRows, type ResultTypes } from '../rows/decoded-rows.ts';
import { SelectQuery } from '../select/select-query.ts';
import { compiledFor } from './compiled-for.ts';
import type { Connection } from './connection.ts';
import type { PlannedPartition, QueryPlan } from './query-plan.ts';
import { runQuery } from './run-query.ts';

const { quoteIdentifier, hotTierNames } = clickhouseTarget;
const day = 'partition_date';

/** What a query would read, without running it: its text, and the partitions that its range of time leaves. */
export async function explainQuery(connection: Connection, query: Query<unknown>, options?: RunOptions): Promise<QueryPlan> {
  const compiled = compiledFor(query, connection.compile);
  const partitions = query instanceof SelectQuery && query.hasColumn(day) ? await plannedPartitions(connection, query.node, options) : undefined;
  const total = (count: (partition: PlannedPartition) => number): number | undefined => partitions?.reduce((sum, partition) => sum + count(partition), 0);
  return { ...compiled, partitions, rows: total(({ rows }) => rows), bytes: total(({ bytes }) => bytes) };
}

async function plannedPartitions(connection: Connection, node: SelectNode, options?: RunOptions): Promise<PlannedPartition[]> {
  const { database = node.namespace, tier = 'cold', hotTables = ['logs'] } = connection.compile;
  const { hot, watermark } = hotTierNames(node.table);
  const days = `(SELECT if(count() = 0, (toDate32('2299-12-31'), toDate32('1900-01-01')), argMax((first_day, last_day), moved_at)) FROM ${quoteIdentifier(database)}.${quoteIdentifier(watermark)})`;
  const isHot = `${day} >= tupleElement(${days}, 1) AND ${day} <= tupleElement(${days}, 2)`;
  const sides = tier === 'cold' || !hotTables.includes(node.table) ? [{ name: node.table, only: [] }]
    : tier === 'hot' ? [{ name: hot, only: [] }]
    : [{ name: hot, only: [isHot] }, { name: node.table, only: [`NOT (${isHot})`] }];
  const found = await Promise.all(sides.map(({ name, only }) => partitionsOf(connection, node, { database, name, only }, options)));
  return found.flat().sort((a, b) => a.day.localeCompare(b.day));
}

interface Side {
  readonly database: string;
  readonly name: string;
  readonly only: readonly string[];
}

async function partitionsOf(connection: Connection, node: SelectNode, side: Side, options?: RunOptions): Promise<PlannedPartition[]> {
  const definition = await definitionOf(connection, side, options);
  const iceberg = /FROM (iceberg\w*\(.*\))$/su.exec(definition)?.[1];
  const relation = `${quoteIdentifier(side.database)}.${quoteIdentifier(side.name)}`;
  const piece = iceberg === undefined ? { source: relation, file: '_part', size: '0' } : { source: iceberg, file: '_path', size: 'any(_size)' };
  const { sql, parameters } = dayQuery(node, piece, side.only, connection.compile);
  const rows = await run<{ day: string; rows: bigint; files: bigint; bytes: bigint }>(connection, { sql, parameters }, options);
  const sizes = iceberg === undefined ? await partSizes(connection, side, options) : new Map<string, number>();
  return rows.map((row) => ({
    day: row.day, relation: side.name, rows: Number(row.rows), files: Number(row.files), bytes: sizes.get(row.day) ?? Number(row.bytes),
  }));
}

/** Text of the SELECT of a view; empty for a table. */
async function definitionOf(connection: Connection, { database, name }: Side, options?: RunOptions): Promise<string> {
  const sql = 'SELECT as_select FROM system.tables WHERE database = {database:String} AND name = {name:String}';
  const [row] = await run<{ as_select: string }>(connection, { sql, parameters: { database, name } }, options, { as_select: logicalTypes.text });
  return row?.as_select ?? '';
}

async function partSizes(connection: Connection, { database, name }: Side, options?: RunOptions): Promise<Map<string, number>> {
  const sql = 'SELECT partition AS day, toInt64(sum(bytes_on_disk)) AS bytes FROM system.parts WHERE active AND database = {database:String} AND table = {name:String} GROUP BY partition';
  const rows = await run<{ day: string; bytes: bigint }>(connection, { sql, parameters: { database, name } }, options, { day: logicalTypes.text, bytes: logicalTypes.long });
  return new Map(rows.map(({ day, bytes }) => [day, Number(bytes)]));
}

/** Rows, files and bytes of each day that a query would read. Conditions on other columns than the day are left out, but for the scope. */
function dayQuery(node: SelectNode, piece: { source: string; file: string; size: string }, only: readonly string[], compile: CompileOptions): CompiledQuery {
  const parameters = new Parameters();
  const render = nodeRender(parameters);
  const named = { namespace: node.namespace, name: node.table };
  const scope = scopeConditions(named, compile);
  const newest = newestRange({ ...node, having: [], selections: [] });
  const where = [...scope.map(render), ...node.where.flatMap((condition) => dayTexts(condition, render)), ...only];
  const sql = [
    ...(newest ? [`WITH (${newestMoment(sourceRelation(named, compile), newest.columns, scope.map(render))}) AS ${newestName}`] : []),
    `SELECT toString(${day}) AS day, toInt64(sum(row_count)) AS rows, toInt64(count()) AS files, toInt64(sum(size)) AS bytes`,
    `FROM (SELECT ${day}, ${piece.file} AS file, count() AS row_count, ${piece.size} AS size FROM ${piece.source}`,
    ...(where.length === 0 ? [] : [`WHERE ${where.join(' AND ')}`]),
    `GROUP BY ${day}, file) GROUP BY day`,
  ].join('\n');
  return { sql, parameters: parameters.values() };
}

/** The part of a condition that speaks of the day alone. */
function dayTexts(condition: ConditionNode, render: Render): string[] {
  if (condition.kind === 'time-range') return renderTimeRange(condition, render).filter((text) => text.startsWith(`${day} `));
  if (condition.kind === 'logic') return condition.operator === 'and' ? condition.conditions.flatMap((part) => dayTexts(part, render)) : [];
  return condition.left.kind === 'column' && condition.left.name === day ? [render(condition)] : [];
}

const planTypes = { day: logicalTypes.text, rows: logicalTypes.long, files: logicalTypes.long, bytes: logicalTypes.long };

function run<Row>(connection: Connection, compiled: CompiledQuery, options?: RunOptions, types: ResultTypes = planTypes): Promise<Row[]> {
  return runQuery({ ...connection, compile: {} }, { compile: () => compiled, rowReader: () => decodedRows<Row>(types) }, options);
}
