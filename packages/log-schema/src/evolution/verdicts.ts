import { consumers, type ChangeKind, type Consumer, type SchemaChange } from './schema-change.ts';

/** How large the next version of a schema must be. */
export type Bump = 'none' | 'patch' | 'minor' | 'major';

/** What a change does to one consumer. */
export interface Verdict {
  readonly safe: boolean;
  /** Why, one clause. */
  readonly reason: string;
}

type Verdicts = Readonly<Record<Consumer, Verdict>>;

const safe = (reason: string): Verdict => ({ safe: true, reason });
const breaking = (reason: string): Verdict => ({ safe: false, reason });

/** One verdict for each consumer, in the order of {@link consumers}. */
const each = (iceberg: Verdict, spark: Verdict, clickhouse: Verdict, typescript: Verdict): Verdicts => ({ iceberg, spark, clickhouse, typescript });
const all = (verdict: Verdict): Verdicts => each(verdict, verdict, verdict, verdict);

const gone = breaking('queries that name it fail');
const otherRows = breaking('old files show values of another column');
const mixed = breaking('days computed before keep the old meaning until they are computed anew');
const structureOnly = safe('no data and no type depends on it');

/** What each kind of change does, as long as it is of no column that a MergeTree table is divided or sorted by. */
export const verdictsByKind: Readonly<Record<ChangeKind, Verdicts>> = {
  'table-added': all(safe('nobody reads it yet')),
  'table-dropped': each(safe('its files stay until somebody removes them'), gone, gone, gone),
  'column-added': each(
    safe('old files read as null'), safe('queries by name go on; old rows are null'), safe('ADD COLUMN writes nothing; old rows are null'), safe('rows gain a member, which may be null'),
  ),
  'required-column-added': each(
    breaking('old files have no value, and format version 2 has no defaults'), breaking('ADD COLUMN refuses NOT NULL'),
    breaking('old rows would get an empty value that nobody logged'), breaking('the type promises a value that old rows lack'),
  ),
  'column-dropped': each(safe('its id is never used again; old files are not written anew'), gone, gone, gone),
  'id-not-retired': each(breaking('nothing keeps its id from being given to another column'), safe('names only'), safe('names only'), safe('names only')),
  'column-renamed': each(safe('files are read by id'), gone, gone, gone),
  'id-reused': each(otherRows, otherRows, otherRows, breaking('values are of another column')),
  'id-changed': each(breaking('old files are read by id, and read as null'), breaking('old rows are null'), breaking('old rows are null'), breaking('old rows are null')),
  'id-not-next': each(safe('any unused id will do'), breaking('ADD COLUMN always gives the next id, so the engines would differ'), safe('names only'), safe('names only')),
  'type-widened': each(
    safe('a promotion of the specification'), safe('ALTER COLUMN TYPE writes no file'), safe('MODIFY COLUMN keeps every value'), breaking('the type of the member changes: number becomes bigint'),
  ),
  'type-changed': each(
    breaking('no promotion of the specification'), breaking('ALTER COLUMN TYPE refuses it'), breaking('values may not fit, and comparisons change'), breaking('the type of the member changes'),
  ),
  'made-optional': each(safe('allowed by the specification'), safe('DROP NOT NULL writes no file'), safe('MODIFY COLUMN keeps every value'), breaking('the member may be null')),
  'made-required': each(
    breaking('old files may hold nulls'), breaking('SET NOT NULL is refused'), breaking('fails where a row holds null'), breaking('old rows may hold null against the type'),
  ),
  'columns-reordered': each(safe('files are read by id'), safe('queries by name go on'), safe('queries by name go on'), safe('members have no order')),
  'doc-changed': all(structureOnly),
  'low-cardinality-changed': each(structureOnly, structureOnly, safe('MODIFY COLUMN keeps every value'), structureOnly),
  'policy-changed': each(
    safe('files hold what they hold'), breaking('rows before and after hold different forms of a value'),
    breaking('rows before and after hold different forms of a value'), breaking('the type of the member changes'),
  ),
  'partitions-changed': each(
    breaking('jobs replace rows by partition, and old files keep the old partitions'), breaking('queries no longer prune as they did'),
    breaking('PARTITION BY cannot be altered: the hot table is built anew'), safe('no type depends on it'),
  ),
  'sort-order-changed': each(safe('old files keep their order'), safe('new files are sorted anew'), structureOnly, structureOnly),
  'hot-order-changed': each(structureOnly, structureOnly, breaking('the sorting key cannot be altered: the hot table is built anew'), structureOnly),
  'hot-retention-changed': each(structureOnly, structureOnly, safe('MODIFY TTL; dropped days are read cold'), structureOnly),
  'property-changed': all(safe('new files are written by it')),
  'aggregate-changed': each(safe('no file changes'), mixed, mixed, mixed),
  'aggregate-extended': each(safe('no file changes'), safe('more rows of the same order'), safe('more rows of the same order'), safe('more rows of the same order')),
  'format-changed': each(safe('no file changes'), safe('parser_version tells the readings apart'), safe('parser_version tells the readings apart'), safe('no type changes')),
  'format-unversioned': each(
    safe('no file changes'), breaking('two readings of a line under one parser_version'), breaking('two readings of a line under one parser_version'), safe('no type changes'),
  ),
};

const keyKinds: ReadonlySet<ChangeKind> = new Set(['column-dropped', 'column-renamed', 'type-widened', 'made-optional', 'low-cardinality-changed']);
const keyVerdict = breaking('it is part of the key: the hot table is built anew');

/** What a change does to each consumer, and why. */
export function verdictsOf(change: SchemaChange): Verdicts {
  const verdicts = verdictsByKind[change.kind];
  return change.isKey && keyKinds.has(change.kind) ? { ...verdicts, clickhouse: keyVerdict } : verdicts;
}

/** Whether a change breaks any consumer. */
export function isBreaking(change: SchemaChange): boolean {
  const verdicts = verdictsOf(change);
  return consumers.some((consumer) => !verdicts[consumer].safe);
}

/** Changes that leave rows and types as they are. */
const patchKinds: ReadonlySet<ChangeKind> = new Set(['doc-changed', 'property-changed', 'low-cardinality-changed', 'sort-order-changed', 'hot-retention-changed']);

/** The bump that changes ask for: major where one breaks a consumer, patch where rows and types stay, else minor. */
export function requiredBump(changes: readonly SchemaChange[]): Bump {
  if (changes.length === 0) return 'none';
  if (changes.some(isBreaking)) return 'major';
  return changes.every(({ kind }) => patchKinds.has(kind)) ? 'patch' : 'minor';
}
