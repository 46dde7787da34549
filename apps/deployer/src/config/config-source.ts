/** Where a value comes from. */
export type ConfigSource =
  | { readonly kind: 'default' }
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'environment'; readonly name: string }
  | { readonly kind: 'set' };

/** A source in words: `default`, the file's path, `environment AWS_REGION`, `--set`. */
export function sourceText(source: ConfigSource): string {
  if (source.kind === 'file') return source.path;
  if (source.kind === 'environment') return `environment ${source.name}`;
  return source.kind === 'set' ? '--set' : 'default';
}
