import type { AggregateNode } from './aggregate-node.ts';
import type { AttributeNode } from './attribute-node.ts';
import type { BucketNode } from './bucket-node.ts';
import type { ColumnNode } from './column-node.ts';
import type { NumberNode } from './number-node.ts';

/** Whatever gives a value for a row or a group. */
export type TermNode = ColumnNode | AttributeNode | NumberNode | BucketNode | AggregateNode;
