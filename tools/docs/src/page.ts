/** One command of a page. */
export interface PageCommand {
  /** Line of the page, from 1. */
  readonly line: number;
  /** Variables that stand before the program. */
  readonly variables: Readonly<Record<string, string>>;
  /** Program and arguments, without quotes. */
  readonly words: readonly string[];
  /** What the page says that its block needs and a test does not have, such as `account`. */
  readonly needs?: string;
}

/** A block of a page between fences. */
export interface PageBlock {
  readonly language: string;
  readonly text: string;
  /** Line of its first line, from 1. */
  readonly line: number;
  /** What the comment right before it says: `<!-- needs: account -->`. */
  readonly needs?: string;
}

const fence = /(?:^<!-- needs: (?<needs>[a-z]+) -->\n)?^```(?<language>[a-z]*)\n(?<text>.*?)^```$/gmsu;

/** All fenced blocks of a markdown text. */
export function pageBlocks(page: string): PageBlock[] {
  return [...page.matchAll(fence)].map((match) => {
    const { needs, language = '', text = '' } = match.groups ?? {};
    const line = page.slice(0, match.index + match[0].indexOf(text, match[0].indexOf('```'))).split('\n').length;
    return { language, text, line, ...(needs === undefined ? {} : { needs }) };
  });
}

/**
 * The commands of all `sh` blocks: one a line, or several with `&&` between them; a line that ends in a backslash goes on.
 *
 * @throws Error for shell that no test can run: pipes, redirections, substitutions, loops.
 */
export function pageCommands(page: string): PageCommand[] {
  return pageBlocks(page)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ text, line, needs }) => {
      const lines = text.replaceAll(/\\\n\s*/gu, ' ').split('\n');
      return lines.flatMap((command, at) => withoutComment(command).split(' && ').filter((part) => part.trim() !== '').map((part) => ({ line: line + at, ...wordsOf(part), ...(needs === undefined ? {} : { needs }) })));
    });
}

const withoutComment = (line: string): string => line.replace(/(?:^|\s)#.*$/u, '');

function wordsOf(command: string): Pick<PageCommand, 'variables' | 'words'> {
  if (/[|;<>`]|\$\(/u.test(command.replaceAll(/'[^']*'/gu, ''))) throw new Error(`no test can run this line: ${command}; write it without pipes, redirections and substitutions`);
  const words = (command.replace(/^\s*export /u, '').match(/(?:'[^']*'|"[^"]*"|[^\s'"])+/gu) ?? []).map((word) => word.replaceAll(/['"]/gu, ''));
  const program = words.findIndex((word) => !/^[A-Z_]+=/u.test(word));
  const pairs = words.slice(0, program < 0 ? words.length : program).map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const);
  return { variables: Object.fromEntries(pairs), words: program < 0 ? [] : words.slice(program) };
}
