import { LogexError } from '@logex/log-schema';

const brief = (text: string): string => {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > 600 ? `${line.slice(0, 600)} …` : line;
};

/** Who holds a lock on the state, as Terraform tells it. */
export interface LockHolder {
  readonly id: string;
  readonly who: string;
  readonly created: string;
  readonly operation: string;
}

/** Another run holds the state. */
export function stateLocked(act: string, lock: LockHolder): LogexError {
  return new LogexError({
    code: 'deployer/state-locked',
    kind: 'outside',
    retry: true,
    message: `${act}: the state is locked by ${lock.who} since ${lock.created} (${lock.operation}, lock ${lock.id}); one run at a time may hold it`,
    hint: `wait for that run and try again; if it is dead for certain, run in the work folder: terraform force-unlock ${lock.id}`,
  });
}

/** The saved plan is not of this configuration, this file or this state. */
export function planMismatch(why: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/plan-mismatch',
    kind: 'usage',
    message: `applying the saved plan: ${brief(why)}; only a plan of what is there now is applied`,
    hint: "run 'logex-deployer plan' again and read what changed; nothing was applied",
    cause,
  });
}

/** Credentials that AWS refuses. */
export function credentialsExpired(act: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/credentials-expired',
    kind: 'outside',
    retry: true,
    message: `${act}: AWS says that the credentials are expired or not valid; needed are live ones for the whole run`,
    hint: "sign in again (such as 'aws sso login') and run the same command; what is done is in the state and is not done twice",
    cause,
  });
}

/** No credentials at all. */
export function credentialsMissing(act: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/credentials-missing',
    kind: 'outside',
    message: `${act}: there are no AWS credentials; needed is a profile, a session or keys in the environment`,
    hint: "set AWS_PROFILE or sign in, and check with 'logex-deployer doctor'",
    cause,
  });
}

/** The identity lacks an action. */
export function permissionMissing(act: string, action: string | undefined, text: string): LogexError {
  return new LogexError({
    code: 'deployer/permission-missing',
    kind: 'outside',
    message: `${act}: the identity may not do ${action ?? 'what the plan needs'}: ${brief(text)}`,
    hint: "allow the identity that action and run the same command again; 'logex-deployer doctor' lists every action that the plan needs",
    cause: text,
  });
}

/** Terraform itself refuses to destroy. */
export function destroyPrevented(act: string, text: string): LogexError {
  return new LogexError({
    code: 'deployer/destroy-prevented',
    kind: 'usage',
    message: `${act}: a resource that may never be destroyed would be: ${brief(text)}`,
    hint: 'keep the resource, or take prevent_destroy from its definition first',
    cause: text,
  });
}

/** AWS keeps what something else still uses. */
export function dependencyLeft(act: string, text: string): LogexError {
  return new LogexError({
    code: 'deployer/dependency-left',
    kind: 'outside',
    retry: true,
    message: `${act}: AWS keeps a resource that something else still uses: ${brief(text)}`,
    hint: "'logex-deployer doctor' lists load balancers, volumes and interfaces that Kubernetes left; delete them, or 'logex-deployer sweep' them once the cluster is gone, and run the same command again",
    cause: text,
  });
}

/** The state lives elsewhere than the work folder believes. */
export function backendChanged(act: string, text: string): LogexError {
  return new LogexError({
    code: 'deployer/backend-changed',
    kind: 'usage',
    message: `${act}: the place of the state is not the one that this work folder was initialized with`,
    hint: "run 'logex-deployer init --migrate-state' to move the state there, or 'logex-deployer init --reconfigure' if it is there already",
    cause: text,
  });
}

/** A provider plugin that cannot be had. */
export function providerUnavailable(act: string, text: string): LogexError {
  return new LogexError({
    code: 'deployer/provider-unavailable',
    kind: 'outside',
    retry: true,
    message: `${act}: a provider plugin could not be had: ${brief(text)}`,
    hint: "run 'logex-deployer init' with a way to the registry, or name a folder of unpacked providers in LOGEX_TF_PLUGIN_DIR",
    cause: text,
  });
}

/** What Terraform said, when no rule knows it better. */
export function terraformFailed(act: string, text: string): LogexError {
  return new LogexError({
    code: 'deployer/terraform-failed',
    kind: 'outside',
    message: `${act}: terraform said: ${text === '' ? 'nothing' : brief(text)}`,
    hint: 'mend the cause and run the same command again; what is done is in the state and is not done twice',
    cause: text,
  });
}

/** A run that was told to stop, or was killed. */
export function runInterrupted(act: string, signal: string, done: number, open: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/run-interrupted',
    kind: 'outside',
    retry: true,
    message: `${act}: stopped by ${signal} after ${done} finished changes${open.length === 0 ? '' : `, in the middle of ${open.join(', ')}`}; the state has what is done`,
    hint: "run 'logex-deployer plan' to see what is left, then apply it; nothing is done twice",
  });
}

/** Some changes are done, others are not. */
export function applyIncomplete(done: number, failed: readonly string[], cause: LogexError): LogexError {
  return new LogexError({
    code: 'deployer/apply-incomplete',
    kind: cause.kind,
    retry: cause.retry,
    message: `applying the saved plan: ${done} changes are done, then ${failed.length === 0 ? 'it stopped' : `${failed.join(', ')} failed`}: ${cause.message}`,
    hint: `${cause.hint ?? 'mend the cause'}; then run 'logex-deployer plan' and 'logex-deployer apply' for what is left`,
    cause,
  });
}

/** What AWS said, when no rule knows it better. */
export function awsFailed(act: string, text: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/aws-failed',
    kind: 'outside',
    retry: true,
    message: `${act}: AWS said: ${brief(text)}`,
    hint: 'look at the region (aws_region) and the way to AWS, and run the same command again',
    cause,
  });
}

/** No program that builds or pushes images. */
export function toolMissing(named: string | undefined): LogexError {
  return new LogexError({
    code: 'deployer/container-tool-missing',
    kind: 'outside',
    message: `looking for a container tool: ${named === undefined ? 'none of docker, podman and buildah answers' : `${named} does not answer`}; needed is docker with its daemon, podman, or buildah`,
    hint: 'start Docker, or install podman or buildah; --tool names one, and --dry-run prints the commands without any',
  });
}

/** A container tool that ended with an error. */
export function toolFailed(command: string, text: string): LogexError {
  return new LogexError({
    code: 'deployer/container-tool-failed',
    kind: 'outside',
    message: `running '${command}': ${brief(text.trim().split('\n').at(-1) ?? '') || 'it ended without a word'}`,
    hint: 'mend the cause and run the same command again; what is in the registry already is not built twice',
    cause: text,
  });
}

/** A registry that does not answer. */
export function registryFailed(host: string, error: unknown): LogexError {
  const { message, cause } = error instanceof Error ? error : { message: String(error), cause: undefined };
  return new LogexError({
    code: 'deployer/registry-unreachable',
    kind: 'outside',
    retry: true,
    message: `asking the registry ${host}: ${cause instanceof Error ? cause.message : message}`,
    hint: 'look at the way to the registry (proxy, certificates), and run the same command again; what is copied is not copied twice',
    cause: error,
  });
}

/** A registry that says no. */
export function registryRefused(host: string, request: string, status: number, text: string): LogexError {
  return new LogexError({
    code: 'deployer/registry-refused',
    kind: 'outside',
    retry: status >= 500 || status === 429,
    message: `asking the registry ${host}: ${request} was answered with ${status}: ${brief(text)}`,
    hint: 'look whether the image exists there and may be read or written; then run the same command again, what is copied is not copied twice',
  });
}

/** Bytes that are not those of their digest. */
export function digestMismatch(place: string, expected: string, seen: string): LogexError {
  return new LogexError({
    code: 'deployer/digest-mismatch',
    kind: 'outside',
    message: `reading from ${place}: what came has the digest ${seen}, not ${expected}; nothing is kept that is not what its digest says`,
    hint: 'run the same command again; if it stays so, the registry or something on the way changes what it serves',
  });
}
