/** Spans that moments can be grouped by. Days begin at midnight UTC. */
export type BucketSpan = 'second' | 'minute' | 'five-minutes' | 'fifteen-minutes' | 'hour' | 'day';

/** Begin of the span of time that a moment lies in. */
export interface BucketNode {
  readonly kind: 'bucket';
  readonly column: string;
  readonly span: BucketSpan;
}

/** A {@link BucketNode}, frozen. */
export function bucketNode(column: string, span: BucketSpan): BucketNode {
  return Object.freeze({ kind: 'bucket', column, span });
}
