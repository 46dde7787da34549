import type { Stage } from '../object/stages.ts';

/** What an apply made of an object. */
export type ObjectAction = 'created' | 'changed' | 'unchanged' | 'removed';

/** What happens while objects are applied or removed. */
export type ApplyEvent =
  | { readonly type: 'stage-started'; readonly stage: Stage | 'removed'; readonly objects: number }
  | { readonly type: 'object'; readonly object: string; readonly action: ObjectAction; readonly done: number; readonly total: number }
  /** Told when the reason changes, and every half minute. */
  | { readonly type: 'waiting'; readonly object: string; readonly reason: string; readonly seconds: number }
  | { readonly type: 'stage-ready'; readonly stage: Stage };
