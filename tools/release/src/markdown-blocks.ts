/** The code blocks of a markdown text in one language, in order. */
export function markdownBlocks(text: string, language: 'ts' | 'js' | 'sh'): string[] {
  return [...text.matchAll(/^```(\w+)\n(.*?)^```$/gmsu)].flatMap(([, found, code = '']) => (found === language ? [code] : []));
}
