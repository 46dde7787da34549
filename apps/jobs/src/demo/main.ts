import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const jobs = fileURLToPath(new URL('../main.ts', import.meta.url));
const { values } = parseArgs({ options: { engine: { type: 'string', default: 'embedded' } } });
const onSpark = values.engine !== 'embedded';
const warehouse = onSpark ? '.logex-demo/spark' : '.logex-demo';
const engine = onSpark ? ['--engine', values.engine] : [];

/** The steps of the demo: what a newcomer would type. Questions are asked of the embedded engine, whoever wrote the tables. */
const steps: readonly (readonly string[])[] = [
  ['ingest', '--input', 'samples', '--warehouse', warehouse, ...engine],
  ['aggregate', '--warehouse', warehouse, ...engine],
  ['audit', '--warehouse', warehouse, ...engine],
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
    env: { LOGEX_SPARK_QUICK: '1', ...process.env, INIT_CWD: root },
  });
  if (status !== 0) process.exit(status ?? 1);
}
process.stdout.write(`\nThe tables are in ${warehouse}/analytics. Run it again: nothing is read twice.\n`);
