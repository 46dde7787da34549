const lastCodePoint = 0x10_ff_ff;

/** The first `length` code points of a text: a lower bound of it (spec: Appendix D; metrics mode truncate). */
export function truncatedLower(text: string, length: number): string {
  const points = firstPoints(text, length + 1);
  return points.length <= length ? text : points.slice(0, length).join('');
}

/**
 * An upper bound of a text in at most `length` code points: the text itself when short enough, otherwise its beginning with
 * the last code point that has a successor raised by one. Undefined when there is none.
 */
export function truncatedUpper(text: string, length: number): string | undefined {
  const points = firstPoints(text, length + 1);
  if (points.length <= length) return text;
  for (let keep = length - 1; keep >= 0; keep--) {
    const raised = successor(points[keep]?.codePointAt(0) ?? lastCodePoint);
    if (raised !== undefined) return points.slice(0, keep).join('') + String.fromCodePoint(raised);
  }
  return undefined;
}

/** The next code point, stepping over the surrogates, which UTF-8 cannot hold. */
function successor(point: number): number | undefined {
  if (point >= lastCodePoint) return undefined;
  return point + 1 === 0xd8_00 ? 0xe0_00 : point + 1;
}

function firstPoints(text: string, count: number): string[] {
  const points: string[] = [];
  for (const point of text) {
    if (points.length === count) break;
    points.push(point);
  }
  return points;
}
