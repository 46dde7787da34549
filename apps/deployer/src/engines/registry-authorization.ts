/** Who signs in to a registry. */
export interface RegistryAccount {
  readonly username: string;
  /** A secret. */
  readonly password: string;
}

/** What a client has been asked for and may send, by repository. */
export interface RegistryAuthorization {
  /** The header for requests about a repository, as far as it is known. */
  readonly header: (repository: string) => string | undefined;
  /** Does what a challenge asks for; false where that was done before, or cannot be. */
  readonly answer: (repository: string, challenge: string) => Promise<boolean>;
}

/** Authorization as registries ask for it: by name and password, or by a token that another server gives, to anybody or to the account. */
export function registryAuthorization(account?: RegistryAccount): RegistryAuthorization {
  const headers = new Map<string, string>();
  const basic = account === undefined ? undefined : `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`;
  return {
    header: (repository) => headers.get(repository),
    answer: async (repository, challenge) => {
      const header = challenge.startsWith('Bearer ') ? await bearer(challenge, basic) : basic;
      if (header === undefined || header === headers.get(repository)) return false;
      headers.set(repository, header);
      return true;
    },
  };
}

async function bearer(challenge: string, basic: string | undefined): Promise<string | undefined> {
  const { realm, ...asked } = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/gu)].map(([, key, value]) => [key, value])) as Record<string, string>;
  if (realm === undefined || !realm.startsWith('https://')) return undefined;
  const url = new URL(realm);
  for (const key of ['service', 'scope']) if (asked[key] !== undefined) url.searchParams.set(key, asked[key]);
  const answer = await fetch(url, { headers: basic === undefined ? {} : { authorization: basic } });
  if (!answer.ok) return undefined;
  const { token, access_token: other } = (await answer.json()) as { token?: string; access_token?: string };
  const given = token ?? other;
  return given === undefined ? undefined : `Bearer ${given}`;
}
