import { LogexError } from '@logex/log-schema';

/** A job that the cluster does not have. */
export function jobNotDeployed(job: string, name: string): LogexError {
  return new LogexError({
    code: 'deployer/job-not-deployed',
    kind: 'usage',
    message: `looking for the job ${job}: the cluster has no SparkApplication ${name} to run`,
    hint: "'logex-deployer apply --phase kubernetes' brings it, with the compiled jobs in logex.jobs.json",
  });
}

/** A run of the job is at work. */
export function runActive(job: string, run: string, state: string): LogexError {
  return new LogexError({
    code: 'deployer/run-active',
    kind: 'usage',
    message: `starting ${job}: ${run} is at work (${state}), and a second run would only wait for what that one does`,
    hint: `follow it with 'logex-deployer logs ${job} --follow', or start another one with --alongside`,
  });
}

/** A run that ended badly. */
export function runFailed(run: string, state: string, reason: string, lastLines: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/run-failed',
    kind: 'outside',
    message: `running ${run}: it ended as ${state}: ${reason === '' ? 'the operator does not say why' : reason}${lastLines.length === 0 ? '' : `; the driver's last words: ${lastLines.join(' | ').slice(0, 1000)}`}`,
    hint: 'mend the cause and run the job again; what it has done is not done twice',
  });
}

/** A run that is no longer there. */
export function runGone(run: string): LogexError {
  return new LogexError({
    code: 'deployer/run-gone',
    kind: 'outside',
    message: `following ${run}: somebody removed it before it ended`,
    hint: 'start it again; what it has done is not done twice',
  });
}

/** Nothing to show the log of. */
export function noPods(what: string, namespace: string): LogexError {
  return new LogexError({
    code: 'deployer/no-pods',
    kind: 'usage',
    message: `looking for logs of ${what}: there is no pod of it in the namespace ${namespace}`,
    hint: "'logex-deployer status' shows what runs; the pods of old runs are gone after some days",
  });
}
