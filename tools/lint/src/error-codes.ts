import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** An error that a package can raise, as its `errors.ts` declares it. */
export interface ErrorCode {
  readonly code: string;
  /** `usage`, `outside` or `bug`; a list where the caller decides. */
  readonly kind: string;
  /** First sentence of the doc comment. */
  readonly doc: string;
}

/** The error codes that a file declares: exported functions with a `code` in their body. */
export function errorCodes(path: string): ErrorCode[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) && !ts.isVariableStatement(statement)) return [];
    const doc = ts.getJSDocCommentsAndTags(statement).map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')[0] ?? '';
    return propertyTexts(statement, 'code').map((code) => ({
      code,
      kind: [...new Set(propertyTexts(statement, 'kind'))].join(', ') || 'as given',
      doc: doc.split(/(?<=\.)\s/)[0]?.replaceAll(/\s+/g, ' ') ?? '',
    }));
  });
}

function propertyTexts(node: ts.Node, name: string): string[] {
  const own = ts.isPropertyAssignment(node) && ts.isIdentifier(node.name) && node.name.text === name && ts.isStringLiteral(node.initializer) ? [node.initializer.text] : [];
  const inner: string[] = [];
  ts.forEachChild(node, (child) => void inner.push(...propertyTexts(child, name)));
  return [...own, ...inner];
}

/** The table of all error codes, for `docs/errors.md`. */
export function errorTable(codes: readonly ErrorCode[]): string {
  const rows = [...codes].sort((a, b) => (a.code < b.code ? -1 : 1)).map(({ code, kind, doc }) => `| \`${code}\` | ${kind} | ${doc} |`);
  return [
    '# Error codes',
    '',
    'Every error of LogEx has a code, says whose fault it is (`usage`: mend the call or the input; `outside`: a disk, a server or a tool; `bug`: ours),',
    'what was seen, and what to do. This table is generated from the `errors.ts` files by `npm run golden:update`.',
    '',
    '| code | whose | what happened |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}
