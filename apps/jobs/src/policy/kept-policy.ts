import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { piiPolicy, policyText, type PiiPolicy } from '@logex/log-schema';
import { fileUnreadable, writeFailed } from '../errors.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/**
 * The policy in a file of a user.
 *
 * @throws LogexError `jobs/file-unreadable`, and those of `piiPolicy` (usage).
 */
export async function readPolicyFile(path: string): Promise<PiiPolicy> {
  return piiPolicy(await readJson(path));
}

/**
 * The policy that a warehouse is under: the one given, which is kept for every later job, or else the one that was kept. So a job that
 * is run without it does not write what the ones before it dropped.
 *
 * @throws LogexError `jobs/file-unreadable` (usage), `jobs/write-failed` (outside).
 */
export async function warehousePolicy(warehouse: Warehouse, given: PiiPolicy | undefined): Promise<PiiPolicy | undefined> {
  const path = join(warehouse.root, '.logex', 'policy.json');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (given === undefined) return text === undefined ? undefined : readPolicyFile(path);
  if (text?.trim() !== policyText(given)) await keep(path, `${policyText(given)}\n`);
  return given;
}

async function keep(path: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.tmp`, text);
    await rename(`${path}.tmp`, path);
  } catch (cause) {
    throw writeFailed(`keeping the PII policy in '${path}'`, cause);
  }
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw fileUnreadable('PII policy', path, cause);
  }
}

/** What the ledger says of the policy that lines were kept under; null for none. */
export function policyFingerprint(policy: PiiPolicy | undefined): string | null {
  if (policy === undefined || Object.keys(policy.columns).length === 0) return null;
  return createHash('sha256').update(policyText(policy)).digest('hex').slice(0, 20);
}
