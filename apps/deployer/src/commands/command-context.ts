import type { EventSink } from '../events.ts';

/** What a command may look at beside its options. */
export interface CommandContext {
  /** Folder that the user's relative paths start from. */
  readonly base: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly today: Date;
  readonly emit: EventSink;
}

/** Options of every command that works on a deployment. */
export interface DeploymentOptions {
  /** Configuration file. */
  readonly config?: string;
  /** Texts of the form `key=value`. */
  readonly set?: readonly string[];
  /** Stack of the user's own, in place of the foundation. */
  readonly stack?: string;
  /** Folder that Terraform's files are kept in. */
  readonly workDir?: string;
  readonly phase?: string;
}

/** What a command comes to. */
export interface CommandResult {
  /** For `--json`. */
  readonly value: unknown;
  /** For people. */
  readonly text: string;
  /**
   * Exit code.
   * @default 0
   */
  readonly exitCode?: number;
}
