const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', '0': '\0', b: '\b', f: '\f' };

/** A bound parameter as it stands in the address of a request: text with backslash escapes, or the array of such that `type` asks for. */
export function readParameter(type: string, text: string): unknown {
  return type.startsWith('Array(') ? readArray(text) : unescape(text);
}

function readArray(text: string): unknown[] {
  const elements = text.slice(1, -1).matchAll(/'(?<quoted>(?:[^'\\]|\\.)*)'|(?<bare>[^,\s']+)/gsu);
  return [...elements].map(({ groups }) => (groups?.['quoted'] === undefined ? readBare(groups?.['bare'] ?? '') : unescape(groups['quoted'])));
}

function readBare(text: string): unknown {
  if (text === 'TRUE' || text === 'FALSE') return text === 'TRUE';
  return /^-?\d+$/u.test(text) ? BigInt(text) : Number(text);
}

function unescape(text: string): string {
  return text.replaceAll(/\\(.)/gsu, (_, char: string) => escapes[char] ?? char);
}
