/**
 * Whose fault an error is. `usage`: the caller can mend the call or the input.
 * `outside`: a disk, a server or a tool failed. `bug`: LogEx broke its own promise.
 */
export type FaultKind = 'usage' | 'outside' | 'bug';

/** What a {@link LogexError} is built from. */
export interface LogexErrorInit {
  /** Stable, kebab-case, prefixed by the package: `schema/type-not-in-target`. */
  readonly code: string;
  /** Whose fault it is. */
  readonly kind: FaultKind;
  /** Lower-case: the act that failed, the value seen, what is allowed. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly hint?: string;
  /**
   * Whether the same call may succeed when it is made again.
   * @default false
   */
  readonly retry?: boolean;
  /** The error underneath, if there is one. */
  readonly cause?: unknown;
}

/** The one error class of all LogEx packages: a code, whose fault, what was seen, what to do. */
export class LogexError extends Error {
  readonly code: string;
  readonly kind: FaultKind;
  readonly hint: string | undefined;
  readonly retry: boolean;

  constructor(init: LogexErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'LogexError';
    this.code = init.code;
    this.kind = init.kind;
    this.hint = init.hint;
    this.retry = init.retry ?? false;
  }
}
