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
