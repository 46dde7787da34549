/** Begin and end of a found text, in UTF-16 units as `slice` takes them; the end is exclusive. */
export type Highlight = readonly [start: number, end: number];

/**
 * Where a text stands in another, upper and lower case being the same, left to right and not overlapping. Letters are compared one by one, so
 * that a letter whose lower case has another length moves no position.
 */
export function highlights(message: string | null, text: string): Highlight[] {
  if (message === null || text === '') return [];
  const letters = [...message];
  const wanted = [...text].map((letter) => letter.toLowerCase());
  const lower = letters.map((letter) => letter.toLowerCase());
  const found: Highlight[] = [];
  let offset = 0;
  for (let index = 0; index < letters.length;) {
    const matches = wanted.every((letter, position) => lower[index + position] === letter);
    const taken = matches ? wanted.length : 1;
    const length = letters.slice(index, index + taken).join('').length;
    if (matches) found.push([offset, offset + length]);
    offset += length;
    index += taken;
  }
  return found;
}
