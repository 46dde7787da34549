import { spawnSync } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { short, type Finding } from '../report.ts';
import type { BenchGroup } from './bench-group.ts';

const root = join(import.meta.dirname, '../../../..');

function node(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', '--conditions=@logex/source', ...args], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args[0]} failed: ${stderr}`);
  return stdout;
}

function helpMs(): number {
  const started = performance.now();
  node('apps/deployer/src/main.ts', '--help');
  return performance.now() - started;
}

/** Synthesis and type-check of the full stack, and how long the command line takes to say what it can do. */
export const deployerGroup: BenchGroup = async ({ note }) => {
  note('synthesizing the full stack');
  const { processMs, memoryMb, typecheckMs } = JSON.parse(node('packages/infra-core/bench/synth.ts', '--json')) as Record<'processMs' | 'memoryMb' | 'typecheckMs', number>;
  const help = Math.min(...Array.from({ length: 5 }, helpMs));
  const finding = (what: string, value: number, unit: string, target: number): Finding => ({
    group: 'deployer', what, value, unit, should: 'at most', target, from: `best of several runs, ${short(loadavg()[0] ?? 0)} processes on ${availableParallelism()} processors`,
  });
  return [
    finding('synthesis of the full stack, whole process', processMs, 'ms', 1500),
    finding('memory of synthesis', memoryMb, 'MB', 400),
    finding('type-check of infra-core', typecheckMs, 'ms', 10_000),
    finding('logex-deployer --help', help, 'ms', 300),
  ];
};
