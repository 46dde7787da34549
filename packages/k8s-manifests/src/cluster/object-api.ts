import { ApiException, HttpMethod, KubernetesObjectApi, PatchStrategy, type KubernetesObject, type RequestContext, type ResponseContext } from '@kubernetes/client-node';
import type { KubeObject } from '../object/kube-object.ts';
import type { LiveObject, ObjectKey } from './live-object.ts';

/** Name that fields are owned under. */
export const fieldManager = 'logex';

const requestMilliseconds = 30_000;

/** What narrows a list. */
export interface ListSelection {
  /** @default all namespaces */
  readonly namespace?: string;
  readonly labelSelector?: string;
  readonly fieldSelector?: string;
}

/**
 * Requests of objects as they are. The client's own turn them into its classes, which loses the fields that its version does not
 * know, and cannot ask for strict validation.
 */
export class ObjectApi extends KubernetesObjectApi {
  /** Server-side apply; fields that the kind does not have are refused. */
  async applyObject(object: KubeObject, options: { readonly dryRun: boolean; readonly force: boolean }): Promise<LiveObject> {
    const request = await this.requestOf(object, HttpMethod.PATCH);
    request.setHeaderParam('Content-Type', PatchStrategy.ServerSideApply);
    request.setQueryParam('fieldManager', fieldManager);
    request.setQueryParam('fieldValidation', 'Strict');
    if (options.force) request.setQueryParam('force', 'true');
    if (options.dryRun) request.setQueryParam('dryRun', 'All');
    request.setBody(JSON.stringify(object));
    return this.answerOf<LiveObject>(request);
  }

  /** An object that is not an apply of ours: made once, and refused where there is one. */
  async createObject(object: KubeObject): Promise<LiveObject> {
    const { apiVersion, kind, metadata } = object;
    const request = await this.requestOf({ apiVersion, kind, metadata: metadata?.namespace === undefined ? {} : { namespace: metadata.namespace } }, HttpMethod.POST);
    request.setHeaderParam('Content-Type', 'application/json');
    request.setQueryParam('fieldValidation', 'Strict');
    request.setBody(JSON.stringify(object));
    return this.answerOf<LiveObject>(request);
  }

  /** One object. */
  async readObject(key: ObjectKey): Promise<LiveObject> {
    return this.answerOf<LiveObject>(await this.requestOf(key, HttpMethod.GET));
  }

  /** A page of the objects of a kind. */
  async listPage(apiVersion: string, kind: string, { namespace, labelSelector, fieldSelector }: ListSelection, next: string): Promise<{ readonly items: readonly LiveObject[]; readonly next: string }> {
    const request = await this.requestOf({ apiVersion, kind, ...(namespace === undefined ? {} : { metadata: { namespace } }) }, HttpMethod.GET);
    const parameters = { labelSelector, fieldSelector, continue: next === '' ? undefined : next, limit: '500' };
    for (const [name, value] of Object.entries(parameters)) if (value !== undefined) request.setQueryParam(name, value);
    const list = await this.answerOf<{ readonly metadata?: { readonly continue?: string }; readonly items: readonly LiveObject[] }>(request);
    return { items: list.items.map((item) => ({ ...item, apiVersion, kind })), next: list.metadata?.continue ?? '' };
  }

  /** Asks for an object to go, the one with this `uid` and no later one of its name; what it owns goes after it. */
  async removeObject(key: ObjectKey, uid: string | undefined, dryRun: boolean): Promise<void> {
    const request = await this.requestOf(key, HttpMethod.DELETE);
    request.setHeaderParam('Content-Type', 'application/json');
    if (dryRun) request.setQueryParam('dryRun', 'All');
    request.setBody(JSON.stringify({ apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background', ...(uid === undefined ? {} : { preconditions: { uid } }) }));
    await this.answerOf(request);
  }

  /** The answer at a path that is no object, such as `/version`. */
  async readPath<Answer>(path: string): Promise<Answer> {
    return this.answerOf<Answer>(this.configuration.baseServer.makeRequestContext(path, HttpMethod.GET));
  }

  /** Whether the API server has the kind; it is asked once for each group and version, and again for a kind that was not there. */
  async hasKind(apiVersion: string, kind: string): Promise<boolean> {
    try {
      return (await this.resource(apiVersion, kind)) !== undefined;
    } catch (error) {
      if (error instanceof ApiException && error.code === 404) return false;
      throw error;
    }
  }

  private async requestOf({ apiVersion, kind, metadata }: ObjectKey, method: HttpMethod): Promise<RequestContext> {
    const resource = (await this.hasKind(apiVersion, kind)) ? await this.resource(apiVersion, kind) : undefined;
    if (resource === undefined) throw new ApiException(404, `no kind ${kind} in ${apiVersion}`, { reason: 'KindUnknown', message: `the API server has no kind ${kind} in ${apiVersion}` }, {});
    const { name, namespace } = metadata ?? {};
    const place = resource.namespaced && namespace !== undefined ? ['namespaces', encodeURIComponent(namespace)] : [];
    const path = [this.apiVersionPath(apiVersion), ...place, resource.name, ...(name === undefined ? [] : [encodeURIComponent(name)])].join('/');
    return this.configuration.baseServer.makeRequestContext(path, method);
  }

  private async answerOf<Answer>(request: RequestContext): Promise<Answer> {
    request.setHeaderParam('Accept', 'application/json');
    return (await this.requestPromise(request)) as Answer;
  }

  protected override async requestPromise<T extends KubernetesObject>(request: RequestContext, type?: string): Promise<T> {
    request.setSignal(AbortSignal.timeout(requestMilliseconds));
    return super.requestPromise<T>(request, type);
  }

  protected override async processResponse<T extends KubernetesObject>(response: ResponseContext): Promise<T> {
    const text = await response.body.text();
    const { httpStatusCode: code, headers } = response;
    if (code < 200 || code > 299) throw new ApiException(code, `status ${code}`, bodyOf(text), headers);
    return JSON.parse(text) as T;
  }
}

function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { message: text.trim().slice(0, 500) };
  }
}
