import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type ts from 'typescript';

/**
 * Type-checks every `ts` block of a markdown file, each as a module of its own that lies beside the file, under the
 * `tsconfig.json` found from there. Blocks of other languages are left alone.
 *
 * @returns how many blocks there are.
 * @throws Error that names the line of the markdown file and the message of each mistake.
 */
export async function typecheckMarkdown(file: URL): Promise<number> {
  const { default: compiler } = await import('typescript');
  const path = fileURLToPath(file);
  const blocks = new Map(typescriptBlocks(readFileSync(path, 'utf8')).map((text, index) => [`${path}.${index + 1}.ts`, text]));
  const program = compiler.createProgram({
    rootNames: [...blocks.keys()],
    options: compilerOptions(compiler, dirname(path)),
    host: hostWith(compiler, compilerOptions(compiler, dirname(path)), blocks),
  });
  const mistakes = [...blocks.keys()].flatMap((name) => {
    const source = program.getSourceFile(name);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  });
  if (mistakes.length > 0) throw new Error(mistakes.map((mistake) => mistakeLine(compiler, path, mistake)).join('\n'));
  return blocks.size;
}

/** Blocks in order. Each stands behind as many empty lines as come before it, so that its lines have the numbers of the file. */
function typescriptBlocks(markdown: string): string[] {
  const fence = /^```ts\n(.*?)^```$/gmsu;
  return [...markdown.matchAll(fence)].map((match) => {
    const before = markdown.slice(0, match.index).split('\n').length;
    return '\n'.repeat(before) + (match[1] ?? '');
  });
}

function compilerOptions(compiler: typeof ts, folder: string): ts.CompilerOptions {
  const config = compiler.findConfigFile(folder, (path) => compiler.sys.fileExists(path));
  if (config === undefined) throw new Error(`no tsconfig.json is found from ${folder}`);
  const { options, errors } = compiler.parseJsonConfigFileContent(
    compiler.readConfigFile(config, (path) => compiler.sys.readFile(path)).config,
    compiler.sys,
    dirname(config),
  );
  const fatal = errors.filter(({ code }) => code !== noInputs);
  if (fatal.length > 0) throw new Error(fatal.map(({ messageText }) => compiler.flattenDiagnosticMessageText(messageText, ' ')).join('\n'));
  return { ...options, noEmit: true, moduleDetection: compiler.ModuleDetectionKind.Force };
}

// A tsconfig whose folder holds no sources of its own still says how to read a block.
const noInputs = 18_003;

function hostWith(compiler: typeof ts, options: ts.CompilerOptions, blocks: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = compiler.createCompilerHost(options);
  return {
    ...host,
    fileExists: (path) => blocks.has(path) || host.fileExists(path),
    readFile: (path) => blocks.get(path) ?? host.readFile(path),
    getSourceFile: (path, target, ...rest) => {
      const block = blocks.get(path);
      return block === undefined ? host.getSourceFile(path, target, ...rest) : compiler.createSourceFile(path, block, target);
    },
  };
}

function mistakeLine(compiler: typeof ts, path: string, { file, start, messageText }: ts.Diagnostic): string {
  const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${path}:${line} ${compiler.flattenDiagnosticMessageText(messageText, ' ')}`;
}
