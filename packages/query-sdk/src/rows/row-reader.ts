/** How the rows of one result are read, all at once or line by line. Each result needs a reader of its own. */
export interface RowReader<Row> {
  /** Format that {@link read} takes. */
  readonly format: 'JSONCompactColumns' | 'JSONCompactEachRowWithNamesAndTypes';
  /** The rows of a whole result. */
  readonly read: (text: string) => Row[];
  /** Format that {@link readLine} takes, a JSON value a line. */
  readonly lineFormat: 'JSONEachRow' | 'JSONCompactEachRowWithNamesAndTypes';
  /** The row of one line, or undefined for a line that says what the columns are. */
  readonly readLine: (line: unknown) => Row | undefined;
}
