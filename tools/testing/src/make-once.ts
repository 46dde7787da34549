import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Makes a folder whole, once, whichever of the test processes comes first; the others wait. What a process left unfinished is
 * made anew. The path stays the same while it is made, for programs that write it into their files.
 *
 * @returns `folder`.
 */
export async function makeOnce(folder: string, make: () => Promise<void>): Promise<string> {
  const complete = `${folder}.complete`;
  const lock = `${folder}.lock`;
  mkdirSync(dirname(folder), { recursive: true });
  while (!existsSync(complete)) {
    if (!take(lock)) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      continue;
    }
    try {
      if (existsSync(complete)) break;
      rmSync(folder, { recursive: true, force: true });
      await make();
      writeFileSync(complete, '');
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
  return folder;
}

/** Takes the lock, or removes it where its owner has died. */
function take(lock: string): boolean {
  const owner = join(lock, 'owner');
  try {
    mkdirSync(lock);
    writeFileSync(owner, String(process.pid));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (abandoned(lock, owner)) rmSync(lock, { recursive: true, force: true });
  return false;
}

function abandoned(lock: string, owner: string): boolean {
  try {
    return existsSync(owner) ? !lives(Number(readFileSync(owner, 'utf8'))) : Date.now() - statSync(lock).mtimeMs > 10_000;
  } catch {
    return false;
  }
}

function lives(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch {
    return false;
  }
}
