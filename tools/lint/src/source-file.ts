import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One TypeScript file of a project. */
export interface SourceFile {
  /** Path relative to the workspace root. */
  readonly path: string;
  /** Whole text. */
  readonly text: string;
  /** Whether it is a test of any kind, or lies in a folder of test fixtures. */
  readonly test: boolean;
}

const testPath = /\.(?:test|itest|test-d|bench)\.ts$|\/__fixtures__\//u;

/** A source file from its path, relative to the workspace root, and its text. */
export function sourceFile(path: string, text: string): SourceFile {
  return { path, text, test: testPath.test(path) };
}

/** All TypeScript files under `src` of the project in `folder`, in order of path. */
export function sourceFiles(root: string, folder: string): SourceFile[] {
  const paths = globSync(`${folder}/src/**/*.ts`, { cwd: root }).toSorted();
  return paths.map((path) => sourceFile(path, readFileSync(join(root, path), 'utf8')));
}
