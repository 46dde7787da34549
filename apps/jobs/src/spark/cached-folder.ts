import { access, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds after which a lock that names no owner is one whose owner was killed as it took it. */
const namelessMilliseconds = 10_000;

const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

/**
 * Makes a folder once: whole or not at all. Other processes that want it wait for the one that makes it, and take over from one that
 * was killed.
 *
 * @param make fills the empty folder that it is given, which is then renamed.
 */
export async function cachedFolder(folder: string, make: (temporary: string) => Promise<void>): Promise<string> {
  const lock = `${folder}.lock`;
  await mkdir(dirname(folder), { recursive: true });
  while (!(await exists(folder))) {
    if (!(await take(lock))) {
      await sleep(200);
      continue;
    }
    const temporary = await mkdtemp(`${folder}.new-`);
    try {
      if (await exists(folder)) break;
      await make(temporary);
      await rename(temporary, folder);
    } finally {
      await rm(temporary, { recursive: true, force: true });
      await rm(lock, { recursive: true, force: true });
    }
  }
  return folder;
}

/** Takes a lock, or else removes it where its owner has died. */
async function take(lock: string): Promise<boolean> {
  const owner = join(lock, 'owner');
  try {
    await mkdir(lock);
    await writeFile(owner, String(process.pid));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (await isAbandoned(lock, owner)) await rm(lock, { recursive: true, force: true });
  return false;
}

async function isAbandoned(lock: string, owner: string): Promise<boolean> {
  const pid = await readFile(owner, 'utf8').catch(() => '');
  if (pid !== '') return !lives(Number(pid));
  return stat(lock).then(({ mtimeMs }) => Date.now() - mtimeMs > namelessMilliseconds, () => false);
}

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
