import type { Dialect } from '../../expressions/dialect.ts';

/** Quotes text for Spark SQL (`spark.sql.parser.escapedStringLiterals` off, its default). */
export function quoteText(value: string): string {
  const escaped = value
    .replaceAll('\\', '\\\\')
    .replaceAll("'", "\\'")
    // eslint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u001f\u007f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `'${escaped}'`;
}

/** Quotes an identifier for Spark where it needs quotes; `timestamp`, `format` and other words of the language do. */
export function quoteIdentifier(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

/** Spark SQL. */
export const spark: Dialect = {
  name: 'spark',
  identifier: quoteIdentifier,
  text: quoteText,
  textList: (values) => `array(${values.map(quoteText).join(', ')})`,
};
