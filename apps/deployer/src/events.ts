import type { LogexError } from '@logex/log-schema';

/** Everything that can happen while a command runs; with `--json` each is one line of standard output. */
export type DeployerEvent =
  | { readonly type: 'step-started' | 'step-finished' | 'step-kept'; readonly step: string; readonly title: string }
  | { readonly type: 'change-started' | 'change-finished' | 'change-failed'; readonly address: string; readonly action: string; readonly seconds: number; readonly done: number; readonly total: number }
  | { readonly type: 'object-applied'; readonly object: string; readonly action: 'created' | 'changed' | 'unchanged' | 'removed'; readonly done: number; readonly total: number }
  | { readonly type: 'object-waiting'; readonly object: string; readonly reason: string; readonly seconds: number }
  | { readonly type: 'warning' | 'note'; readonly message: string }
  | { readonly type: 'log'; readonly source: string; readonly line: string }
  | { readonly type: 'result'; readonly command: string; readonly result: unknown }
  | { readonly type: 'error'; readonly error: Pick<LogexError, 'code' | 'kind' | 'message' | 'hint' | 'retry'> };

/** Takes events as they happen. */
export type EventSink = (event: DeployerEvent) => void;
