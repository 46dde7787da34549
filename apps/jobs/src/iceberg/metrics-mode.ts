/** What is kept of a column: no counts, counts only, or counts and bounds in so many code points. */
export type MetricsMode =
  | { readonly counts: false; readonly boundLength: 0 }
  | { readonly counts: true; readonly boundLength: number };

const byDefault: MetricsMode = { counts: true, boundLength: 16 };

/**
 * The metrics mode of a column from the table properties `write.metadata.metrics.column.<name>` and
 * `write.metadata.metrics.default`: none, counts, truncate(n) or full.
 *
 * @default truncate(16), also for text that is none of these
 */
export function metricsModeOf(properties: Readonly<Record<string, string>>, column: string): MetricsMode {
  const text = properties[`write.metadata.metrics.column.${column}`] ?? properties['write.metadata.metrics.default'] ?? '';
  const mode = text.trim().toLowerCase();
  if (mode === 'none') return { counts: false, boundLength: 0 };
  if (mode === 'counts') return { counts: true, boundLength: 0 };
  if (mode === 'full') return { counts: true, boundLength: Number.POSITIVE_INFINITY };
  const length = Number(/^truncate\((\d+)\)$/.exec(mode)?.[1] ?? 0);
  return length > 0 ? { counts: true, boundLength: length } : byDefault;
}
