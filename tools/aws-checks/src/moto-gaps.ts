/** An HTTP call to AWS. */
export interface AwsCall {
  readonly method: string;
  readonly path: string;
  /** The `Authorization` header; it names the service. */
  readonly authorization: string;
  readonly body: string;
  /** The header `X-Amz-Target` of services that name their calls by it. */
  readonly target?: string;
}

/** An answer: a text is XML, nothing is an empty body, and all else is JSON. */
export interface AwsAnswer {
  readonly status: number;
  readonly body?: unknown;
}

type Stored = Record<string, unknown>;

/**
 * Calls that moto 5.2 does not have: EKS add-ons, access entries and their policies. And bucket policies: moto takes a
 * denial for certain, whatever its condition says, so that "TLS only" would shut everyone out. In memory, with no more
 * behaviour than a provider looks at: this is a mock.
 */
export class MotoGaps {
  /** Calls answered here, such as `POST /clusters/{}/addons`. */
  readonly answered: string[] = [];
  readonly #stored = new Map<string, Stored>();

  /** The answer to a call that moto lacks; `undefined` leaves it to moto. */
  answer(call: AwsCall): AwsAnswer | undefined {
    const [path, query] = call.path.split('?');
    if (query?.split('&').some((part) => part === 'policy' || part === 'policy=') === true && call.authorization.includes('/s3/')) return this.#bucketPolicy(call.method, String(path), call.body);
    if (!call.authorization.includes('/eks/')) return undefined;
    const parts = String(path).split('/').filter((part) => part !== '').map(decodeURIComponent);
    const [root, cluster = '', collection = '', id, sub, subId] = parts;
    if (root !== 'clusters' || !['addons', 'access-entries'].includes(collection)) return undefined;
    this.answered.push(`${call.method} /clusters/{}/${[collection, id === undefined ? '' : '{}', sub ?? ''].filter((part) => part !== '').join('/')}`);
    const input = (call.body === '' ? {} : JSON.parse(call.body)) as Stored;
    if (collection === 'addons') return this.#addon(call.method, cluster, id, input, sub);
    return sub === undefined ? this.#entry(call.method, cluster, id, input) : this.#policy(call.method, cluster, String(id), input, subId);
  }

  #bucketPolicy(method: string, bucket: string, body: string): AwsAnswer {
    this.answered.push(`${method} /{bucket}?policy`);
    const key = `policy ${bucket}`;
    if (method === 'PUT') this.#stored.set(key, JSON.parse(body) as Stored);
    if (method === 'DELETE') this.#stored.delete(key);
    if (method !== 'GET') return { status: 204 };
    const policy = this.#stored.get(key);
    return policy === undefined ? { status: 404, body: '<Error><Code>NoSuchBucketPolicy</Code></Error>' } : { status: 200, body: policy };
  }

  #addon(method: string, cluster: string, id: string | undefined, input: Stored, sub: string | undefined): AwsAnswer {
    const name = id ?? String(input['addonName']);
    const key = `addon ${cluster} ${name}`;
    const now = Math.floor(Date.now() / 1000);
    if (method === 'POST' && sub === undefined) {
      const arn = `arn:aws:eks:us-east-1:123456789012:addon/${cluster}/${name}/mock`;
      const addon = { addonVersion: 'v1.0.0-mock', ...input, clusterName: cluster, addonArn: arn, status: 'ACTIVE', createdAt: now, modifiedAt: now, health: { issues: [] } };
      this.#stored.set(key, addon);
      return { status: 200, body: { addon: { ...addon, status: 'CREATING' } } };
    }
    const addon = this.#stored.get(key);
    if (addon === undefined) return notFound(`no add-on ${name}`);
    if (method === 'DELETE') this.#stored.delete(key);
    return { status: 200, body: { addon: method === 'DELETE' ? { ...addon, status: 'DELETING' } : addon } };
  }

  #entry(method: string, cluster: string, id: string | undefined, input: Stored): AwsAnswer {
    const principal = id ?? String(input['principalArn']);
    const key = `entry ${cluster} ${principal}`;
    if (method === 'POST' && id === undefined) {
      const now = Math.floor(Date.now() / 1000);
      const arn = `arn:aws:eks:us-east-1:123456789012:access-entry/${cluster}/mock`;
      this.#stored.set(key, { kubernetesGroups: [], username: principal, ...input, clusterName: cluster, accessEntryArn: arn, createdAt: now, modifiedAt: now });
    }
    const accessEntry = this.#stored.get(key);
    if (accessEntry === undefined) return notFound(`no access entry ${principal}`);
    if (method === 'DELETE') {
      this.#stored.delete(key);
      return { status: 200, body: {} };
    }
    return { status: 200, body: { accessEntry } };
  }

  #policy(method: string, cluster: string, principal: string, input: Stored, policy: string | undefined): AwsAnswer {
    const key = `policies ${cluster} ${principal}`;
    const associated = (this.#stored.get(key)?.['list'] ?? []) as Stored[];
    if (method === 'POST') {
      const now = Math.floor(Date.now() / 1000);
      const added = { policyArn: input['policyArn'], accessScope: input['accessScope'], associatedAt: now, modifiedAt: now };
      this.#stored.set(key, { list: [...associated, added] });
      return { status: 200, body: { clusterName: cluster, principalArn: principal, associatedAccessPolicy: added } };
    }
    if (method === 'DELETE') {
      this.#stored.set(key, { list: associated.filter(({ policyArn }) => policyArn !== policy) });
      return { status: 200, body: {} };
    }
    return { status: 200, body: { clusterName: cluster, principalArn: principal, associatedAccessPolicies: associated } };
  }
}

function notFound(message: string): AwsAnswer {
  return { status: 404, body: { __type: 'ResourceNotFoundException', message } };
}
