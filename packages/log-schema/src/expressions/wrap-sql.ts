const width = 120;

/**
 * Breaks a long SQL expression into lines of about 120 characters, at the commas and the AND and OR of its outermost
 * brackets first. Quoted text is never broken. The lines after the first are indented by `indent` and more.
 */
export function wrapSql(text: string, indent: string): string {
  if (indent.length + text.length <= width) return text;
  const inner = `${indent}  `;
  const pieces = splitPieces(text);
  if (pieces.length > 1) return fill(pieces, inner).trimStart();
  const group = longestGroup(text);
  if (!group) return text;
  const [from, to] = group;
  const lines = fill(splitPieces(text.slice(from, to)), inner);
  return `${text.slice(0, from)}\n${lines}\n${indent}${text.slice(to)}`;
}

/** Packs pieces into lines; a piece that fits on no line is wrapped on its own. */
function fill(pieces: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && !last.includes('\n') && indent.length + last.length + 1 + piece.length <= width) {
      lines[lines.length - 1] = `${last} ${piece}`;
    } else {
      lines.push(wrapSql(piece, indent));
    }
  }
  return lines.map((line) => `${indent}${line}`).join('\n');
}

const separator = /^(?:, | (?=(?:AND|OR|WHEN|ELSE) ))/;

/** Parts between the separators outside of all brackets and quotes; a comma ends its part, a word begins the next one. */
function splitPieces(text: string): string[] {
  const pieces: string[] = [];
  let start = 0;
  scan(text, (at, depth) => {
    const found = depth === 0 ? separator.exec(text.slice(at, at + 6))?.[0] : undefined;
    if (found === undefined) return;
    pieces.push(text.slice(start, at) + found.trimEnd());
    start = at + found.length;
  });
  return [...pieces, text.slice(start)];
}

/** Begin and end of the content of the longest outermost pair of brackets. */
function longestGroup(text: string): [number, number] | undefined {
  let from = 0;
  let longest: [number, number] | undefined;
  scan(text, (at, depth) => {
    if (depth !== 0) return;
    if (text[at] === '(' || text[at] === '[') from = at + 1;
    if (text[at] !== ')' && text[at] !== ']') return;
    if (!longest || at - from > longest[1] - longest[0]) longest = [from, at];
  });
  return longest;
}

/** Visits the characters outside of quotes with the number of brackets around them; a bracket is not within itself. */
function scan(text: string, visit: (at: number, depth: number) => void): void {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === "'" || char === '`') at = endOfQuote(text, at);
    else if (char === '(' || char === '[') {
      visit(at, depth);
      depth += 1;
    } else {
      if (char === ')' || char === ']') depth -= 1;
      visit(at, depth);
    }
  }
}

function endOfQuote(text: string, begin: number): number {
  let at = begin + 1;
  while (at < text.length && text[at] !== text[begin]) at += text[at] === '\\' ? 2 : 1;
  return at;
}
