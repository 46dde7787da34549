import { call, type Expression } from '../expressions/expression.ts';

/** Patterns of what is masked in a way of its own, and of what is kept of it; RE2, Java and JavaScript read them alike. */
const shapes = {
  ipv4: '^[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}$',
  ipv4Network: '^([0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.)',
  ipv6: '^(?:(?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4}|[0-9A-Fa-f:.]*::[0-9A-Fa-f:.]*)$',
  ipv6Network: '^([0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,2})(?::|$)',
  email: '^[^@ \\t\\r\\n]+@[^@ \\t\\r\\n]+$',
  emailHost: '(@[^@ \\t\\r\\n]+)$',
} as const;

/** The end of a text in engines: `$` would match before a last line break in Java. */
const ofEngines = (pattern: string): string => pattern.replaceAll('$', '\\z');

/** What stands for what is left out of a masked text. */
const rest = '***';

/**
 * A text cut to what is common to many: an IPv4 address to its /24 network, an IPv6 address to its /48 network or less, an e-mail address to
 * its first letter and its host, any other text to its first letter. Null and empty text stay as they are.
 */
export function maskedExpression(value: Expression): Expression {
  const { ipv4, ipv4Network, ipv6, ipv6Network, email, emailHost } = shapes;
  return call(
    'choose',
    call('isNull', value), null,
    call('equals', value, ''), '',
    call('matches', value, ofEngines(ipv4)), call('concat', call('firstGroup', value, ipv4Network), '0'),
    call('matches', value, ofEngines(ipv6)), call('concat', call('firstGroup', value, ofEngines(ipv6Network)), '::'),
    call('matches', value, ofEngines(email)), call('concat', call('firstLetter', value), rest, call('firstGroup', value, ofEngines(emailHost))),
    call('concat', call('firstLetter', value), rest),
  );
}

declare const kept: unique symbol;

/** A text of which only the salted SHA-256 is kept, in hexadecimal: equal values are equal, the value itself is not there. */
export type Hashed = string & { readonly [kept]: 'hash' };

/** A text cut to what is common to many, such as `192.0.2.0`. */
export type Masked = string & { readonly [kept]: 'mask' };

/** What `mask` makes of a text, as the engines do. */
export function maskedText(value: string): Masked {
  const is = (pattern: string): boolean => new RegExp(pattern, 'u').test(value);
  const part = (pattern: string): string => new RegExp(pattern, 'u').exec(value)?.[1] ?? '';
  const [letter = ''] = value;
  const masked = (): string => {
    if (value === '') return '';
    if (is(shapes.ipv4)) return `${part(shapes.ipv4Network)}0`;
    if (is(shapes.ipv6)) return `${part(shapes.ipv6Network)}::`;
    return is(shapes.email) ? `${letter}${rest}${part(shapes.emailHost)}` : `${letter}${rest}`;
  };
  return masked() as Masked;
}

/** What `hash` makes of a text, as the engines do: to look for the rows of one who is known. */
export async function hashedText(value: string, salt: string): Promise<Hashed> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(salt + value));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') as Hashed;
}
