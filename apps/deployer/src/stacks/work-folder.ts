import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stack } from './stack.ts';

/** What is remembered about a saved plan beside the plan itself. */
export interface PlanRecord {
  /** Hash of the Terraform JSON that was planned. */
  readonly stack: string;
  /** Hash of Terraform's plan file. */
  readonly plan: string;
  /** Addresses whose protection was lifted when it was planned. */
  readonly allowDestroy: readonly string[];
  readonly createdAt: string;
}

/** The folder that Terraform works in for one stack: its JSON, its plugins, its saved plan. */
export interface WorkFolder {
  readonly path: string;
  readonly planFile: string;
  readonly recordFile: string;
  /** There once the folder was initialized; says for which backend and providers. */
  readonly markFile: string;
}

/** The folder of `stack` below `root`; nothing is made yet. */
export function workFolder(root: string, stack: Pick<Stack, 'name'>): WorkFolder {
  const path = join(root, stack.name);
  return { path, planFile: join(path, 'saved.tfplan'), recordFile: join(path, 'saved-plan.json'), markFile: join(path, 'initialized.txt') };
}

/** Makes the folder, closed to other users and to git, with the stack's Terraform JSON in it. */
export function writeStack({ path }: WorkFolder, { terraformJson }: Stack): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  writeFileSync(join(path, '..', '.gitignore'), '*\n');
  writeFileSync(join(path, 'main.tf.json'), `${JSON.stringify(terraformJson, null, 2)}\n`);
}

/** The record of the saved plan, if there is one. */
export function readPlanRecord({ planFile, recordFile }: WorkFolder): PlanRecord | undefined {
  if (!existsSync(planFile) || !existsSync(recordFile)) return undefined;
  return JSON.parse(readFileSync(recordFile, 'utf8')) as PlanRecord;
}

/** Remembers what the plan file that was just written belongs to. */
export function writePlanRecord(folder: WorkFolder, stack: Stack, allowDestroy: readonly string[], createdAt: Date): void {
  const record: PlanRecord = { stack: stackHash(stack), plan: fileHash(folder.planFile), allowDestroy, createdAt: createdAt.toISOString() };
  writeFileSync(folder.recordFile, `${JSON.stringify(record, null, 2)}\n`);
}

/** Forgets the saved plan of that hash, which was applied or begun; one that was saved since stays. */
export function dropPlan({ planFile, recordFile }: WorkFolder, hash: string): void {
  if (!existsSync(planFile) || fileHash(planFile) !== hash) return;
  rmSync(recordFile, { force: true });
  rmSync(planFile, { force: true });
}

/** SHA-256 of a stack's Terraform JSON. */
export function stackHash({ terraformJson }: Pick<Stack, 'terraformJson'>): string {
  return createHash('sha256').update(JSON.stringify(terraformJson)).digest('hex');
}

/** SHA-256 of a file. */
export function fileHash(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
