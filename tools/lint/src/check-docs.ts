import ts from 'typescript';
import type { Finding } from './finding.ts';
import type { SourceFile } from './source-file.ts';

/** Exported declarations of `file` without a doc comment; test files are free of the rule. */
export function checkDocs(file: SourceFile): Finding[] {
  if (file.test) return [];
  const source = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2024, true);
  const apart = namesExportedApart(source);
  const documented = new Set<string>();
  const findings: Finding[] = [];
  for (const statement of source.statements) {
    for (const name of exportedNames(statement, apart)) {
      if (hasDoc(statement)) documented.add(name);
      if (documented.has(name)) continue;
      const line = source.getLineAndCharacterOfPosition(statement.getStart()).line + 1;
      findings.push({ file: file.path, line, rule: 'documented-export', message: `${name} is exported without a doc comment` });
    }
  }
  return findings;
}

function exportedNames(statement: ts.Statement, apart: ReadonlySet<string>): string[] {
  const exported = ts.canHaveModifiers(statement)
    && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
  return declaredNames(statement).filter((name) => exported || apart.has(name));
}

function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => bindingNames(name));
  }
  if (
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isInterfaceDeclaration(statement)
    || ts.isTypeAliasDeclaration(statement) || ts.isEnumDeclaration(statement)
  ) {
    return [statement.name?.text ?? 'default'];
  }
  return [];
}

function bindingNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? bindingNames(element.name) : []));
}

/** Names in `export { a }` lists that name a declaration of this file. */
function namesExportedApart(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  for (const statement of source.statements) {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier !== undefined) continue;
    if (statement.exportClause === undefined || !ts.isNamedExports(statement.exportClause)) continue;
    for (const { propertyName, name } of statement.exportClause.elements) names.add((propertyName ?? name).text);
  }
  return names;
}

function hasDoc(statement: ts.Statement): boolean {
  return ts.getJSDocCommentsAndTags(statement).some((doc) => ts.isJSDoc(doc) && (doc.comment !== undefined || doc.tags !== undefined));
}
