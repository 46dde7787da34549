import { readFileSync, writeFileSync } from 'node:fs';
import { completeLock } from './complete-lock.ts';
import type { LockFile } from './lock-file.ts';

const path = 'package-lock.json';
const lock = JSON.parse(readFileSync(path, 'utf8')) as LockFile;
const complete = completeLock(lock);
if (complete === lock) console.log(`${path} is complete`);
else {
  writeFileSync(path, `${JSON.stringify(complete, null, 2)}\n`);
  console.log(`${path} completed`);
}
