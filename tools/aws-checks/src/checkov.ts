import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkovReasons, type CheckovReason } from './checkov-reasons.ts';
import { pythonEnvironment } from '@logex/testing/python-environment';

/** A check that did not pass on a resource of a configuration. */
export interface CheckovFailure {
  readonly configuration: string;
  readonly check: string;
  readonly title: string;
  readonly resource: string;
}

/** What checkov says about some configurations. */
export interface CheckovReport {
  readonly passed: number;
  readonly failures: readonly CheckovFailure[];
}

interface Report {
  readonly summary: { readonly passed: number; readonly parsing_errors: number };
  readonly results: { readonly failed_checks: readonly { check_id: string; check_name: string; resource: string; resource_address?: string | null; file_path: string }[] };
}

/**
 * Runs checkov over Terraform JSON, offline, all configurations in one go.
 *
 * @throws Error when checkov cannot be installed or cannot read a configuration.
 */
export async function runCheckov(configurations: Readonly<Record<string, Readonly<Record<string, unknown>>>>): Promise<CheckovReport> {
  const checkov = join(await pythonEnvironment('checkov'), 'checkov');
  const folder = mkdtempSync(join(tmpdir(), 'logex-checkov-'));
  try {
    for (const [name, json] of Object.entries(configurations)) {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'main.tf.json'), JSON.stringify(readable(json), null, 2));
    }
    const args = ['-d', folder, '--framework', 'terraform_json', '-o', 'json', '--compact', '--quiet', '--skip-download', '--soft-fail'];
    const { stdout } = await promisify(execFile)(checkov, args, { maxBuffer: 2 ** 28 });
    const { summary, results } = JSON.parse(stdout) as Report;
    if (summary.parsing_errors > 0 || summary.passed === 0) throw new Error(`checkov read nothing: ${JSON.stringify(summary)}`);
    const addresses = new Map(Object.values(configurations).flatMap(addressesByName));
    const failures = results.failed_checks.map((failure) => ({
      configuration: String(failure.file_path.split('/')[1]),
      check: failure.check_id,
      title: failure.check_name,
      resource: addressOf(failure.resource, failure.check_id, addresses),
    }));
    return { passed: summary.passed, failures };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Failures without a reason, and reasons without a failure. */
export function unexplained(
  failures: readonly CheckovFailure[],
  reasons: Readonly<Record<string, CheckovReason>> = checkovReasons,
): { readonly failures: readonly CheckovFailure[]; readonly idleReasons: readonly string[] } {
  const explained = ({ check, resource }: CheckovFailure): boolean => reasons[check]?.resources.test(resource) === true;
  return {
    failures: failures.filter((failure) => !explained(failure)),
    idleReasons: Object.keys(reasons).filter((check) => !failures.some((failure) => failure.check === check && explained(failure))),
  };
}

// checkov cannot parse blocks that hold plain texts; what it checks stands in the others.
function readable(json: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !['//', 'terraform', 'output'].includes(key)));
}

// For single-resource checks checkov gives `resource.<name>`, without the type.
function addressOf(resource: string, check: string, addresses: ReadonlyMap<string, readonly string[]>): string {
  if (!resource.startsWith('resource.')) return resource;
  const candidates = addresses.get(resource.slice('resource.'.length)) ?? [];
  return candidates.find((address) => checkovReasons[check]?.resources.test(address)) ?? candidates[0] ?? resource;
}

function addressesByName(json: Readonly<Record<string, unknown>>): [string, readonly string[]][] {
  const byName = new Map<string, string[]>();
  for (const [type, resources] of Object.entries((json['resource'] ?? {}) as Record<string, Record<string, unknown>>)) {
    for (const name of Object.keys(resources)) byName.set(name, [...(byName.get(name) ?? []), `${type}.${name}`]);
  }
  return [...byName];
}
