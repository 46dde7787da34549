import { createHash, randomBytes } from 'node:crypto';
import { secretDisagrees } from './errors.ts';

/** The members of a secret. */
export type SecretMembers = Readonly<Record<string, string>>;

/** Makes the members that a secret lacks; what it has stays. `arn` is for messages. */
export type SecretContent = (arn: string, members: SecretMembers) => SecretMembers;

/** 192 bits in letters, digits, hyphens and underscores: no shell, URL or SQL text needs quotes for them. */
export const newPassword = (): string => randomBytes(24).toString('base64url');

/** The metastore's own account of its database. */
export const databaseUser: SecretContent = (_, { username = 'metastore', password = newPassword(), ...others }) => ({ ...others, username, password });

/** Users of ClickHouse, as `users.yaml` names them. */
const clickhouseUsers = ['admin', 'reader', 'refresher'] as const;

/**
 * A password and its SHA-256 for each user of ClickHouse. A hash alone is enough for users that log in elsewhere; the job that makes the
 * tables needs the password of `admin`.
 *
 * @throws LogexError `deployer/secret-disagrees` (usage).
 */
export const clickhouseAccounts: SecretContent = (arn, members) => {
  const accounts = clickhouseUsers.flatMap((user): (readonly [string, string])[] => {
    const [hash, given] = [members[`${user}_sha256`], members[`${user}_password`]];
    if (hash !== undefined && given === undefined) {
      if (user === 'admin') throw secretDisagrees(arn, 'it has admin_sha256 and no admin_password, which the job that makes the tables needs');
      return [];
    }
    const password = given ?? newPassword();
    const computed = createHash('sha256').update(password).digest('hex');
    if (hash !== undefined && hash !== computed) throw secretDisagrees(arn, `${user}_sha256 is not the SHA-256 of ${user}_password`);
    return [[`${user}_password`, password], [`${user}_sha256`, computed]];
  });
  return { ...members, ...Object.fromEntries(accounts) };
};
