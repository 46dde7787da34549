import type { Dialect } from '../../expressions/dialect.ts';

/**
 * Quotes text for ClickHouse. Backslash escapes, as in C; control characters as `\xhh`, so that golden files stay readable.
 * Source: ClickHouse documentation, "Syntax", string literals.
 */
export function quoteText(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f]/g, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
  return `'${escaped}'`;
}

/** Quotes an identifier for ClickHouse where it needs quotes. */
export function quoteIdentifier(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** ClickHouse SQL. */
export const clickhouse: Dialect = {
  name: 'clickhouse',
  identifier: quoteIdentifier,
  text: quoteText,
  textList: (values) => `[${values.map(quoteText).join(', ')}]`,
};
