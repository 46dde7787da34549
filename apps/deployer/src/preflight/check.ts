import { LogexError } from '@logex/log-schema';

/** How a check ended. `unknown`: it could not be made here. */
export type CheckResult = 'ok' | 'warning' | 'failed' | 'unknown';

/** One thing that doctor looked at. */
export interface Check {
  /** Stable name: `terraform`, `quota/vpc`. */
  readonly id: string;
  /** What was looked at, for people. */
  readonly what: string;
  readonly result: CheckResult;
  /** What was seen. */
  readonly found: string;
  /** What to do, when it is not in order. */
  readonly hint?: string;
}

/** The check, or, when AWS or a tool could not be asked, one whose result is unknown and says why. */
export async function checked(id: string, what: string, look: () => Promise<Omit<Check, 'id' | 'what'>>): Promise<Check> {
  try {
    return { id, what, ...(await look()) };
  } catch (error) {
    if (error instanceof LogexError) return { id, what, result: 'unknown', found: `could not be checked: ${error.message}`, ...(error.hint === undefined ? {} : { hint: error.hint }) };
    const found = error instanceof Error ? `${error.name}: ${error.message}`.replaceAll(/\s+/gu, ' ').slice(0, 300) : String(error);
    return { id, what, result: 'unknown', found: `could not be checked: ${found}`, hint: 'run doctor again with credentials and a way to AWS' };
  }
}
