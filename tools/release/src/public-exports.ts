import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { packageEntries } from './package-entries.ts';
import type { ReleasedPackage } from './released-packages.ts';

/** Every name that a package exports, a line each: `@logex/query-sdk from`, `@logex/query-sdk type From`. */
export function publicExports(root: string, released: ReleasedPackage): string[] {
  return packageEntries(root, released).flatMap(({ specifier, source }) =>
    exportedNames(readFileSync(source, 'utf8'), source).map((exported) => `${specifier} ${exported}`).toSorted());
}

/** Names that an entry exports by lists. An entry declares nothing itself. */
function exportedNames(text: string, path: string): string[] {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest).statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.exportClause === undefined) throw new Error(`'${path}' must be lists of named exports: ${text.slice(statement.pos, statement.end).trim()}`);
    const { exportClause, isTypeOnly } = statement;
    if (ts.isNamespaceExport(exportClause)) return [exportClause.name.text];
    return exportClause.elements.map((element) => `${isTypeOnly || element.isTypeOnly ? 'type ' : ''}${element.name.text}`);
  });
}
