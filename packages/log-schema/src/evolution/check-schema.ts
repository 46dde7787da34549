import { compareSchemas } from './compare-schemas.ts';
import type { RecordedSchema } from './recorded-schema.ts';
import { changeName, type SchemaChange } from './schema-change.ts';
import { isBreaking, requiredBump, type Bump } from './verdicts.ts';

/** A breaking change that is meant: which one, and why. */
export interface DeclaredChange {
  /** Kind and subject, as a check names it: `column-dropped logs.thread`. */
  readonly change: string;
  readonly reason: string;
}

/** What a check finds. */
export interface SchemaCheck {
  /** Version that the schema is compared with. */
  readonly since: string;
  readonly changes: readonly SchemaChange[];
  /** The bump that the changes ask for. */
  readonly bump: Bump;
  /** Breaking changes that nobody declared: while there are any, the check fails. */
  readonly undeclared: readonly string[];
  /** Declarations of changes that are not there. */
  readonly unused: readonly string[];
}

/** Compares a schema with the version before it. A breaking change must be among the declared ones. */
export function checkSchema(from: RecordedSchema, to: RecordedSchema, declared: readonly DeclaredChange[] = []): SchemaCheck {
  const changes = compareSchemas(from, to);
  const breaking = changes.filter(isBreaking).map(changeName);
  const meant = new Set(declared.map(({ change }) => change));
  return {
    since: from.version,
    changes,
    bump: requiredBump(changes),
    undeclared: breaking.filter((name) => !meant.has(name)),
    unused: [...meant].filter((name) => !breaking.includes(name)),
  };
}
