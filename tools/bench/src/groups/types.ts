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

/** What the compiler spends on a file, alone. */
function typeCost(name: string, text: string): TypeCost {
  writeFileSync(join(folder, `${name}.ts`), text);
  const options = { extends: '../../../tsconfig.base.json', compilerOptions: { noEmit: true, types: ['node'], lib: ['es2024', 'dom'] }, files: [`${name}.ts`] };
  writeFileSync(join(folder, `${name}.json`), JSON.stringify(options));
  const { status, stdout } = spawnSync(process.execPath, [resolve('typescript/lib/tsc.js'), '-p', join(folder, `${name}.json`), '--extendedDiagnostics'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the queries of ${name} do not compile: ${stdout.slice(0, 2000)}`);
  const figure = (label: string): number => Number(new RegExp(`^${label}:\\s+([\\d.]+)`, 'mu').exec(stdout)?.[1]);
  return { instantiations: figure('Instantiations'), seconds: figure('Check time') };
}

/** What 100 queries cost beyond importing the builder. */
function queriesCost(writer: QueryWriter): TypeCost {
  const head = typeCost(`${writer.name}-head`, queryFile(writer, 0));
  const whole = typeCost(writer.name, queryFile(writer, count));
  return { instantiations: whole.instantiations - head.instantiations, seconds: whole.seconds - head.seconds };
}

/** Type instantiations and check time of a file with 100 queries, beside the same queries in other builders. */
export const typesGroup: BenchGroup = async (context) => {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const costs = new Map<string, TypeCost>();
  for (const writer of queryWriters) {
    context.note(`type-checking ${count} queries of ${writer.name}`);
    costs.set(writer.name, queriesCost(writer));
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
