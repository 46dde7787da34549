import type { AwsCall } from './moto-gaps.ts';

type Stored = Record<string, unknown>;

/**
 * What moto 5.2 is told and does not give back, so that a second plan would see changes that nobody made: descriptions of
 * security group rules, the source of database parameters, and settings of databases, clusters and node groups. Values come
 * from the calls that made the resources.
 */
export class MotoMemory {
  readonly #descriptions = new Map<string, string>();
  readonly #clusters = new Map<string, Stored>();
  readonly #nodeGroups = new Map<string, Stored>();
  readonly #databases = new Map<string, URLSearchParams>();

  /** The answer of moto to `call`, completed. */
  mend(call: AwsCall, text: string): string {
    if (call.authorization.includes('/eks/')) return this.#mendEks(call, text);
    if (!call.body.includes('Action=')) return text;
    const form = new URLSearchParams(call.body);
    switch (form.get('Action')) {
      case 'AuthorizeSecurityGroupIngress':
      case 'AuthorizeSecurityGroupEgress':
        this.#keepDescription(form, text);
        return text;
      case 'DescribeSecurityGroupRules':
        return withDescriptions(text, this.#descriptions);
      case 'DescribeLaunchTemplateVersions':
        return text.replaceAll(/<item>\s*<resourceType>launch-template<\/resourceType>[^]*?<\/tagSet>\s*<\/item>/gu, '');
      case 'DescribeDBParameters':
        return text.replaceAll('</Parameter>', '<Source>user</Source></Parameter>');
      case 'CreateDBInstance':
        this.#databases.set(String(form.get('DBInstanceIdentifier')), form);
        return withDatabaseSettings(text, this.#databases);
      case 'ModifyDBInstance':
        this.#keepAuthority(form);
        return withDatabaseSettings(text, this.#databases);
      case 'DescribeDBInstances':
        return withDatabaseSettings(text, this.#databases);
      default:
        return text;
    }
  }

  #keepDescription(form: URLSearchParams, text: string): void {
    const id = /<securityGroupRuleId>(sgr-[0-9a-f]+)</u.exec(text)?.[1];
    const description = [...form].find(([key]) => key.endsWith('.Description'))?.[1];
    if (id !== undefined && description !== undefined) this.#descriptions.set(id, description);
  }

  #keepAuthority(form: URLSearchParams): void {
    const authority = form.get('CACertificateIdentifier');
    if (authority !== null) this.#databases.get(String(form.get('DBInstanceIdentifier')))?.set('CACertificateIdentifier', authority);
  }

  #mendEks({ method, path, body }: AwsCall, text: string): string {
    const [, root, cluster = '', collection, group = ''] = path.split('/');
    if (root !== 'clusters' || !text.startsWith('{')) return text;
    if (method === 'POST' && cluster === '') this.#clusters.set(String((JSON.parse(body) as Stored)['name']), JSON.parse(body) as Stored);
    if (method === 'POST' && collection === 'node-groups' && group === '') {
      this.#nodeGroups.set(String((JSON.parse(body) as Stored)['nodegroupName']), JSON.parse(body) as Stored);
    }
    const answer = JSON.parse(text) as { cluster?: Stored; nodegroup?: Stored };
    if (answer.cluster !== undefined) complete(answer.cluster, this.#clusters.get(String(answer.cluster['name'])), ['accessConfig', 'upgradePolicy', 'encryptionConfig']);
    if (answer.nodegroup !== undefined) {
      const asked = this.#nodeGroups.get(String(answer.nodegroup['nodegroupName']));
      complete(answer.nodegroup, asked, ['updateConfig', 'remoteAccess', 'diskSize']);
    }
    return JSON.stringify(answer);
  }
}

function complete(answer: Stored, asked: Stored | undefined, keys: readonly string[]): void {
  for (const key of asked === undefined ? [] : keys) answer[key] = asked?.[key];
}

// A database gets this authority where its maker names none, as the provider does: with another one in the first answer it
// would change and restart the database that it just made, which takes it eighty seconds of waiting.
const defaultAuthority = 'rds-ca-rsa2048-g1';
const databaseSettings = ['CACertificateIdentifier', 'EngineLifecycleSupport'];

function withDatabaseSettings(text: string, databases: ReadonlyMap<string, URLSearchParams>): string {
  return text.replaceAll(/<DBInstance><DBInstanceIdentifier>([^<]+)<[^]*?<\/DBInstance>/gu, (whole, id: string) =>
    databaseSettings.reduce((database, setting) => {
      const asked = databases.get(id)?.get(setting) ?? (setting === 'CACertificateIdentifier' ? defaultAuthority : undefined);
      const bare = database.replace(new RegExp(`<${setting}>[^<]*</${setting}>`, 'u'), '');
      return asked === undefined ? database : bare.replace('</DBInstance>', `<${setting}>${asked}</${setting}></DBInstance>`);
    }, whole),
  );
}

function withDescriptions(text: string, descriptions: ReadonlyMap<string, string>): string {
  const bare = text.replaceAll(/<description\s*\/>|<description>\s*<\/description>/gu, '');
  return bare.replaceAll(/<securityGroupRuleId>(sgr-[0-9a-f]+)<\/securityGroupRuleId>/gu, (whole, id: string) => {
    const description = descriptions.get(id);
    return description === undefined ? whole : `${whole}<description>${description}</description>`;
  });
}
