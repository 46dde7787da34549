import { execFile } from 'node:child_process';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { planText } from '../plan/job-plan.ts';
import { cachedFolder } from './cached-folder.ts';
import { ingestPlan } from './ingest-plan.ts';
import type { RunnerJars } from './runner-jars.ts';

const run = promisify(execFile);

const mebibyte = 1024 * 1024;
const lines = [
  '{"timestamp":"2025-01-01T00:00:00Z","level":"INFO","message":"started"}',
  '192.0.2.1 - - [01/Jan/2025:00:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "agent"',
  'no log line',
];

/** Flags of a JVM that starts with an archive of its classes; one that does not fit it, of another Java say, is passed over in silence. */
export function archiveFlags(archive: string | undefined): string[] {
  return archive === undefined ? [] : [`-XX:SharedArchiveFile=${archive}`, '-Xshare:auto', '-Xlog:cds=off', '-Xlog:cds+dynamic=off'];
}

/**
 * The archive of the classes that a job uses, loaded and verified beforehand: with it, Spark starts and reaches its first rows in half the
 * time. It is made by an ingest of three lines, once for each build of the runner, when that is started the second time: one that is
 * started once does not pay for it.
 *
 * @returns its path; `undefined` at the first start, and where this Java makes none.
 */
export async function classArchive(jars: RunnerJars, java: string, settings: Readonly<Record<string, string>>): Promise<string | undefined> {
  if (await isFirstStart(`${jars.runner}-started`)) return undefined;
  const folder = await cachedFolder(`${jars.runner}-classes`, async (temporary) => {
    const training = join(temporary, 'training');
    const plan = await trainingPlan(training);
    const properties = { ...settings, 'spark.local.dir': training, 'spark.sql.warehouse.dir': join(training, 'warehouse') };
    const args = [
      ...jars.jvmFlags, '-Xmx1g', '-Xss4m', '-XX:TieredStopAtLevel=1', `-XX:ArchiveClassesAtExit=${join(temporary, 'classes.jsa')}`,
      ...Object.entries(properties).map(([key, value]) => `-D${key}=${value}`), '-cp', jars.classPath, jars.mainClass, plan,
    ];
    // Without an archive everything works as well, and starts more slowly.
    await run(java, args, { maxBuffer: 64 * mebibyte }).catch(() => undefined);
    await rm(training, { recursive: true, force: true });
  });
  const archive = join(folder, 'classes.jsa');
  return access(archive).then(() => archive, () => undefined);
}

function isFirstStart(marker: string): Promise<boolean> {
  return writeFile(marker, '', { flag: 'wx' }).then(() => true, () => false);
}

/** Writes the plan of a small ingest, and its input. */
async function trainingPlan(folder: string): Promise<string> {
  const [input, plan] = [join(folder, 'input.log'), join(folder, 'plan.json')];
  const catalog = { type: 'hadoop', warehouse: join(folder, 'lake') } as const;
  await mkdir(folder);
  await writeFile(input, lines.map((line) => `${line}\n`).join(''));
  await writeFile(plan, planText(ingestPlan({ catalog, paths: [input], batchBytes: mebibyte, maxLineBytes: mebibyte, minAgeSeconds: 0, dryRun: false })));
  return plan;
}
