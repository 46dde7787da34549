import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const jobs = fileURLToPath(new URL('../main.ts', import.meta.url));
const warehouse = '.logex-demo';

/** The steps of the demo: what a newcomer would type. */
const steps: readonly (readonly string[])[] = [
  ['ingest', '--input', 'samples', '--warehouse', warehouse],
  ['aggregate', '--warehouse', warehouse],
  ['audit', '--warehouse', warehouse],
  ['ask', 'level-overview', '--warehouse', warehouse],
  ['ask', 'top-error-sources', '--warehouse', warehouse],
  ['ask', 'http-traffic', '--warehouse', warehouse],
  ['ask', 'error-rate', '--bucket', 'day', '--warehouse', warehouse],
  ['ask', 'top-paths', '--limit', '5', '--warehouse', warehouse],
];

for (const step of steps) {
  process.stdout.write(`\n$ logex-jobs ${step.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [...process.execArgv, jobs, ...step], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, INIT_CWD: root },
  });
  if (status !== 0) process.exit(status ?? 1);
}
process.stdout.write(`\nThe tables are in ${warehouse}/analytics. Run it again: nothing is read twice.\n`);
