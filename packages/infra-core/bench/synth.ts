import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** What one synthesis in a fresh process took. */
export interface SynthFigures {
  /** Process start to finished Terraform JSON, in milliseconds. */
  readonly processMs: number;
  /** Loading of cdktf and the provider classes, in milliseconds. */
  readonly loadMs: number;
  /** Synthesis alone, in milliseconds. */
  readonly synthMs: number;
  /** Largest resident memory, in MB. */
  readonly memoryMb: number;
  readonly resources: number;
}

const limits = { processMs: 1500, memoryMb: 400, typecheckMs: 10_000 };
const root = join(import.meta.dirname, '..');
const script = `
const start = performance.now();
const { synthesizeFoundation } = await import(${JSON.stringify(join(root, 'src/index.ts'))});
const loaded = performance.now();
const { components } = synthesizeFoundation({
  multiAz: true,
  network: { nat: 'one-per-zone', extraEndpoints: ['elasticloadbalancing', 'kms'] },
  lake: { encryption: 'kms' },
});
const done = performance.now();
console.log(JSON.stringify({
  processMs: done, loadMs: loaded - start, synthMs: done - loaded,
  memoryMb: process.resourceUsage().maxRSS / 1024, resources: Object.keys(components).length,
}));`;

/** The best of `runs` syntheses of the full stack, each in a process of its own; the best is the one least disturbed by others. */
export function measureSynth(runs = 5): SynthFigures {
  const figures = Array.from({ length: runs }, synthOnce);
  return figures.toSorted((a, b) => a.processMs - b.processMs)[0] ?? synthOnce();
}

/** Milliseconds that type-checking this package takes, from nothing; the best of `runs`. */
export function measureTypecheck(runs = 3): number {
  const once = (): number => {
    const start = performance.now();
    run([join(root, '../../node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.json')]);
    return performance.now() - start;
  };
  return Math.min(...Array.from({ length: runs }, once));
}

function synthOnce(): SynthFigures {
  return JSON.parse(run(['--no-deprecation', '--conditions=@logex/source', '--input-type=module', '--eval', script])) as SynthFigures;
}

function run(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args[0]} failed: ${stdout}${stderr}`);
  return stdout;
}

if (import.meta.main) {
  const { processMs, loadMs, synthMs, memoryMb, resources } = measureSynth();
  const typecheckMs = measureTypecheck();
  if (process.argv.includes('--json')) {
    console.log(JSON.stringify({ processMs, loadMs, synthMs, memoryMb, resources, typecheckMs }));
    process.exit();
  }
  const line = (what: string, value: number, unit: string, limit?: number): void => {
    console.log(`${what.padEnd(34)} ${value.toFixed(0).padStart(6)} ${unit}${limit === undefined ? '' : `  (limit ${limit} ${unit})`}`);
  };
  line('resources', resources, '');
  line('synthesis, whole process', processMs, 'ms', limits.processMs);
  line('  loading', loadMs, 'ms');
  line('  synthesis', synthMs, 'ms');
  line('memory', memoryMb, 'MB', limits.memoryMb);
  line('typecheck of infra-core', typecheckMs, 'ms', limits.typecheckMs);
  process.exitCode = processMs <= limits.processMs && memoryMb <= limits.memoryMb && typecheckMs <= limits.typecheckMs ? 0 : 1;
}
