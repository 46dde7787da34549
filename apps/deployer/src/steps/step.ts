/** A unit of work with a place in the order: what it needs is done before it, and undone after it. */
export interface Step<Context> {
  readonly id: string;
  /** What it does, for people. */
  readonly title: string;
  /** Steps that come first. */
  readonly needs: readonly string[];
  /** Whether it is done already; a step that is done is not run. Without it the step always runs. */
  readonly isDone?: (context: Context) => Promise<boolean>;
  readonly run: (context: Context) => Promise<void>;
}
