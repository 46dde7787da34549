import type { Check } from '../preflight/check.ts';

/** Something that would mend what a check found. */
export interface Fix {
  /** What is done, for people: `remove SparkApplication spark/x`. */
  readonly what: string;
  readonly make: () => Promise<unknown>;
}

/** A check of a deployment that runs, with what would mend it. */
export interface Watched {
  readonly check: Check;
  readonly fixes: readonly Fix[];
}

/** A check that nothing here can mend, or that has nothing to mend. */
export const unfixed = (check: Check): Watched => ({ check, fixes: [] });
