import { compareTables } from './compare-tables.ts';
import type { RecordedAggregate, RecordedFormats, RecordedSchema } from './recorded-schema.ts';
import type { SchemaChange } from './schema-change.ts';

/** What changed between two versions of a schema: tables, aggregates, formats. */
export function compareSchemas(from: RecordedSchema, to: RecordedSchema): SchemaChange[] {
  const before = new Map(from.tables.map((table) => [table.name, table]));
  const after = new Map(to.tables.map((table) => [table.name, table]));
  return [
    ...from.tables.flatMap((table): SchemaChange[] => {
      const now = after.get(table.name);
      return now ? compareTables(table, now) : [{ kind: 'table-dropped', subject: table.name }];
    }),
    ...to.tables.filter(({ name }) => !before.has(name)).map(({ name }) => ({ kind: 'table-added', subject: name }) as const),
    ...Object.entries(from.aggregates).flatMap(([name, aggregate]) => compareAggregates(name, aggregate, to.aggregates[name])),
    ...compareFormats(from.formats, to.formats),
  ];
}

/** What an aggregate computes; columns that are new are changes of its table. */
function compareAggregates(name: string, from: RecordedAggregate, to: RecordedAggregate | undefined): SchemaChange[] {
  if (!to) return [];
  const parts = (aggregate: RecordedAggregate): Record<string, string> => ({
    source: aggregate.source,
    bucket: aggregate.bucket,
    dimensions: aggregate.dimensions.join(', '),
    filter: aggregate.filter ?? 'all rows',
    top: aggregate.top ?? 'all rows',
    ...aggregate.values,
  });
  const [before, after] = [parts(from), parts(to)];
  return Object.keys(before).filter((part) => after[part] !== undefined && before[part] !== after[part]).map((part) => {
    const [was, is] = [before[part] ?? '', after[part] ?? ''];
    return { kind: part === 'top' && keepsMore(was, is) ? 'aggregate-extended' : 'aggregate-changed', subject: `${name}.${part}`, from: was, to: is };
  });
}

/** Whether more rows of the same order are kept: `20 by hits` instead of `10 by hits`, or all of them. */
function keepsMore(from: string, to: string): boolean {
  const [was, is] = [/^(\d+) by (.+)$/.exec(from), /^(\d+) by (.+)$/.exec(to)];
  if (!was) return false;
  return is ? was[2] === is[2] && Number(is[1]) > Number(was[1]) : true;
}

function compareFormats(from: RecordedFormats | undefined, to: RecordedFormats | undefined): SchemaChange[] {
  if (!from || !to) return [];
  const kind = from.parserVersion === to.parserVersion ? 'format-unversioned' : 'format-changed';
  const columns = [...new Set([...Object.keys(from.json), ...Object.keys(to.json)])].sort();
  const json = columns.filter((column) => from.json[column] !== to.json[column]);
  return [
    ...json.map((column): SchemaChange => ({ kind, subject: `json.${column}`, from: from.json[column] ?? 'in attributes', to: to.json[column] ?? 'in attributes' })),
    ...(from.access === to.access ? [] : [{ kind, subject: 'access', from: from.access, to: to.access } as const]),
    ...(from.parserVersion === to.parserVersion || json.length > 0 || from.access !== to.access
      ? []
      : [{ kind, subject: 'parserVersion', from: from.parserVersion, to: to.parserVersion } as const]),
  ];
}
