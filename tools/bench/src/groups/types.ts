import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { short, type Finding } from '../report.ts';
import { queryFile, queryWriters, type QueryWriter } from '../type-queries.ts';
import type { BenchGroup } from './bench-group.ts';

const { resolve } = createRequire(import.meta.url);
// Below the workspace, so that its packages are found.
const folder = join(import.meta.dirname, '../../../../node_modules/.cache/logex-bench-types');
const count = 100;

interface TypeCost {
  readonly instantiations: number;
  readonly seconds: number;
}

function runCompiler(...args: readonly string[]): string {
  const { status, stdout } = spawnSync(process.execPath, [resolve('typescript/lib/tsc.js'), ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the compiler failed on ${args.join(' ')}: ${stdout.slice(0, 2000)}`);
  return stdout;
}

/** What the compiler spends on a file, alone. */
function typeCost(name: string, text: string): TypeCost {
  writeFileSync(join(folder, `${name}.ts`), text);
  const options = { extends: '../../../tsconfig.base.json', compilerOptions: { noEmit: true, types: ['node'], lib: ['es2024', 'dom'], customConditions: [] }, files: [`${name}.ts`] };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(options));
  const stdout = runCompiler('-p', join(folder, `${name}.json`), '--extendedDiagnostics');
  const figure = (label: string): number => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'mu').exec(stdout)?.[1]);
  return { instantiations: figure('Instantiations'), seconds: figure('Check time') };
}

/** The compiler's run of several that took least time: the one that other work on the machine disturbed least. */
function leastCost(writer: QueryWriter, runs: number): TypeCost {
  const found = Array.from({ length: runs }, () => typeCost(writer.name, queryFile(writer, count)));
  return found.reduce((best, each) => (each.seconds < best.seconds ? each : best));
}

/** Type instantiations and check time of a file with 100 queries, beside the same queries in other builders. */
export const typesGroup: BenchGroup = async (context) => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  // A user's compiler reads declarations, as those of the other builders are, and no sources.
  runCompiler('-b', join(import.meta.dirname, '../../../../packages/query-sdk/tsconfig.build.json'));
  const costs = new Map<string, TypeCost>();
  for (const writer of queryWriters) {
    context.note(`type-checking ${count} queries of ${writer.name}`);
    costs.set(writer.name, leastCost(writer, context.runs));
  }
  rmSync(folder, { recursive: true, force: true });
  const own = costs.get('logex') ?? { instantiations: Number.NaN, seconds: Number.NaN };
  return [...costs].filter(([name]) => name !== 'logex').flatMap(([name, other]): Finding[] => [
    {
      group: 'types', what: `instantiations of ${count} queries against ${name}`, value: own.instantiations / other.instantiations, unit: 'x', should: 'at most', target: 1,
      from: `${short(own.instantiations)} against ${short(other.instantiations)}`,
    },
    {
      group: 'types', what: `check time of ${count} queries against ${name}`, value: own.seconds / other.seconds, unit: 'x', should: 'at most', target: 1,
      from: `${short(own.seconds)} against ${short(other.seconds)} s`,
    },
  ]);
};
