/** A column of the table that is read. */
export interface ColumnNode {
  readonly kind: 'column';
  readonly name: string;
}

/** A {@link ColumnNode}, frozen. */
export function columnNode(name: string): ColumnNode {
  return Object.freeze({ kind: 'column', name });
}
