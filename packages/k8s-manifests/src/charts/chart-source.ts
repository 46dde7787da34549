/** Where a chart comes from. */
export type ChartSource =
  /** A chart repository. */
  | { readonly kind: 'repository'; readonly url: string; readonly chart: string; readonly version: string; readonly digest: string | null }
  /** A registry of OCI artifacts. */
  | { readonly kind: 'oci'; /** `oci://host/path/chart`. */ readonly reference: string; readonly version: string; readonly digest: string | null }
  /** A folder with `Chart.yaml`, for sites without a way out; what is in it is the site's own care. */
  | { readonly kind: 'folder'; readonly path: string };

/** A chart that is rendered into the objects of an operator. */
export interface ChartRelease {
  /** Name of the release. */
  readonly name: string;
  readonly namespace: string;
  readonly source: ChartSource;
  readonly values: Readonly<Record<string, unknown>>;
  /** Images of the lock list that its pods run. */
  readonly images: readonly string[];
}

/** Address of a source, for people. */
export function sourceText(source: ChartSource): string {
  if (source.kind === 'folder') return source.path;
  return source.kind === 'oci' ? `${source.reference}:${source.version}` : `${source.url} ${source.chart}:${source.version}`;
}
