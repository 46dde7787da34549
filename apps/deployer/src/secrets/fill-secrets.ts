import { createHash } from 'node:crypto';
import type { FoundationOutputs } from '@logex/infra-core';
import { secretsManagerIn } from '../engines/secrets-manager.ts';
import { secretUnreadable } from './errors.ts';
import { clickhouseAccounts, databaseUser, type SecretContent, type SecretMembers } from './secret-content.ts';

/** Which secrets are filled, and where. */
export interface FillSecretsRequest {
  readonly region: string;
  readonly outputs: Pick<FoundationOutputs, 'catalogDatabase' | 'clickhouse'>;
  /** Only tell what would be put there. @default false */
  readonly dryRun?: boolean;
}

/** A secret and what became of it; no value is told. */
export interface FilledSecret {
  /** What it is for. */
  readonly what: string;
  readonly arn: string;
  /** `kept`: it had all its members. `filled`: those that it lacked were put there, or would be. */
  readonly state: 'kept' | 'filled';
  /** Names of the members that were put there, or would be. */
  readonly members: readonly string[];
}

/**
 * Fills the secrets that phase 1 made empty, with passwords that are made here and told to nobody. What a secret has already stays, so
 * that running this again changes nothing. The administrator of the database has a secret that RDS fills and rotates itself.
 *
 * @throws LogexError `deployer/secret-unreadable` or `deployer/secret-disagrees` (usage), and of kind `outside` where AWS says no.
 */
export async function fillSecrets({ region, outputs, dryRun = false }: FillSecretsRequest): Promise<readonly FilledSecret[]> {
  const secrets = secretsManagerIn(region);
  const wanted: readonly (readonly [what: string, arn: string, content: SecretContent])[] = [
    ["the metastore's account of its database", outputs.catalogDatabase.userSecretArn, databaseUser],
    ['users of ClickHouse', outputs.clickhouse.usersSecretArn, clickhouseAccounts],
  ];
  const results: FilledSecret[] = [];
  for (const [what, arn, content] of wanted) {
    const text = await secrets.read(arn);
    const before = text === undefined ? {} : membersOf(arn, text);
    const after = content(arn, before);
    const members = Object.keys(after).filter((name) => before[name] === undefined).sort();
    // Of two first runs at once one wins, and the other one keeps what that one put there.
    const token = text === undefined ? firstToken(arn) : undefined;
    const put = members.length > 0 && (dryRun || (await secrets.put(arn, JSON.stringify(after), token)));
    results.push({ what, arn, state: put ? 'filled' : 'kept', members: put ? members : [] });
  }
  return results;
}

function membersOf(arn: string, text: string): SecretMembers {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw secretUnreadable(arn);
  }
  if (typeof value !== 'object' || value === null || Object.values(value).some((member) => typeof member !== 'string')) throw secretUnreadable(arn);
  return value as SecretMembers;
}

const firstToken = (arn: string): string => `logex-first-${createHash('sha256').update(arn).digest('hex').slice(0, 40)}`;
