import { LogexError } from '@logex/log-schema';

const list = (names: readonly string[]): string => names.join(', ');

/** A key of the configuration that no variable has. */
export function keyUnknown(source: string, key: string, keys: readonly string[], nearest: string | undefined): LogexError {
  return new LogexError({
    code: 'deployer/key-unknown',
    kind: 'usage',
    message: `reading the configuration: ${source} sets '${key}', which is no variable; variables are ${list(keys)}`,
    hint: nearest === undefined ? `remove '${key}'` : `write '${nearest}' in place of '${key}', or remove it`,
  });
}

/** A value that a variable does not take. */
export function valueNotAllowed(source: string, key: string, value: unknown, allowed: string, why: string): LogexError {
  return new LogexError({
    code: 'deployer/value-not-allowed',
    kind: 'usage',
    message: `reading the configuration: ${source} sets ${key} to ${JSON.stringify(value) ?? 'nothing'} (${why}); allowed is ${allowed}`,
    hint: `set ${key} to ${allowed}, or remove it to get the default; 'logex-deployer config explain' shows each value and where it comes from`,
  });
}

/** A `--set` that is no pair. */
export function pairNotAllowed(text: string): LogexError {
  return new LogexError({
    code: 'deployer/pair-not-allowed',
    kind: 'usage',
    message: `reading --set: '${text}' is no pair; allowed is key=value, such as --set multi_az=true`,
    hint: 'write the key, an equals sign and the value',
  });
}

/** A configuration file that is missing or cannot be read. */
export function configUnreadable(path: string, why: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/config-unreadable',
    kind: 'usage',
    message: `reading the configuration file ${path}: ${why}; allowed is a JSON object, or a TypeScript module whose default export is one`,
    hint: "mend the file, or let 'logex-deployer config init' write a new one",
    cause,
  });
}

/** `config init` would overwrite a file. */
export function configExists(path: string): LogexError {
  return new LogexError({
    code: 'deployer/config-exists',
    kind: 'usage',
    message: `writing the configuration file ${path}: it exists, and a file of yours is never overwritten`,
    hint: 'edit it, or name another file with --config',
  });
}

/** A phase that this release does not deploy. */
export function phaseNotIncluded(phase: string): LogexError {
  return new LogexError({
    code: 'deployer/phase-not-included',
    kind: 'usage',
    message: `choosing the phase '${phase}': this command has no such phase; allowed is infra, and for plan, apply and destroy kubernetes`,
    hint: 'leave --phase out, or run one phase after the other',
  });
}

/** A stack module that gives no Terraform JSON. */
export function stackUnusable(path: string, why: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/stack-unusable',
    kind: 'usage',
    message: `loading the stack ${path}: ${why}; allowed is a file of Terraform JSON, or a module whose default export makes it from the configuration`,
    hint: 'mend the file that --stack names',
    cause,
  });
}

/** No terraform and no tofu. */
export function engineMissing(tried: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/engine-missing',
    kind: 'outside',
    message: `looking for Terraform: found none of ${list(tried)} on the path; needed is terraform or tofu, 1.10 or newer`,
    hint: 'install terraform (developer.hashicorp.com/terraform/install) or OpenTofu (opentofu.org), or name the binary in LOGEX_TERRAFORM',
  });
}

/** A binary that is too old. */
export function engineTooOld(binary: string, version: string, needed: string): LogexError {
  return new LogexError({
    code: 'deployer/engine-too-old',
    kind: 'outside',
    message: `checking ${binary}: it is version ${version}; needed is ${needed} or newer, which locks state in S3 by itself`,
    hint: `install ${needed} or newer, or name another binary in LOGEX_TERRAFORM`,
  });
}

/** `apply` without a plan. */
export function planMissing(path: string): LogexError {
  return new LogexError({
    code: 'deployer/plan-missing',
    kind: 'usage',
    message: `applying: there is no saved plan at ${path}; apply runs a saved plan and nothing else`,
    hint: "run 'logex-deployer plan', read it, then apply",
  });
}

/** A plan that takes away what holds data. */
export function destroyNotAllowed(addresses: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/destroy-not-allowed',
    kind: 'usage',
    message: `checking the plan: it destroys or replaces ${list(addresses)}, which ${addresses.length === 1 ? 'holds' : 'hold'} data; that needs a word for each`,
    hint: `if the data may go, add ${addresses.map((address) => `--allow-destroy='${address}'`).join(' ')}`,
  });
}

/** `--allow-destroy` names nothing that the plan takes away. */
export function allowanceUnused(address: string, destroyed: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/allowance-unused',
    kind: 'usage',
    message: `checking --allow-destroy: '${address}' is nothing that holds data here; what does: ${destroyed.length === 0 ? 'nothing' : list(destroyed)}`,
    hint: 'copy the address as it is printed, in quotes',
  });
}

/** A dangerous command without consent. */
export function consentMissing(act: string): LogexError {
  return new LogexError({
    code: 'deployer/consent-missing',
    kind: 'usage',
    message: `starting ${act}: it was not confirmed`,
    hint: 'read what it would do, then add --yes',
  });
}

/** Resources of the cluster that Terraform does not know, and that would block or outlive the destruction. */
export function leftoversFound(resources: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/leftovers-found',
    kind: 'usage',
    message: `checking what Kubernetes made: ${resources.length} resources outside of Terraform would be orphaned or block the VPC: ${list(resources)}`,
    hint: "delete the services, volume claims and applications that made them, then run destroy again; --leave-leftovers goes on without, and 'logex-deployer sweep' takes them away afterwards",
  });
}

/** What a running cluster made is no orphan. */
export function clusterRunning(clusters: readonly string[], resources: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/cluster-running',
    kind: 'usage',
    message: `sweeping what Kubernetes left: ${list(clusters)} still ${clusters.length === 1 ? 'runs' : 'run'}, and what it made is in use: ${list(resources)}; only what a destroyed cluster left is swept`,
    hint: "delete the services and volume claims in the cluster, or run 'logex-deployer destroy' first",
  });
}

/** No output of a stack that is not applied. */
export function outputsMissing(what: string): LogexError {
  return new LogexError({
    code: 'deployer/outputs-missing',
    kind: 'usage',
    message: `reading the outputs: the state has no ${what}`,
    hint: "run 'logex-deployer plan' and 'logex-deployer apply' first",
  });
}

/** A kubeconfig that cannot be merged. */
export function kubeconfigUnreadable(path: string, why: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/kubeconfig-unreadable',
    kind: 'usage',
    message: `merging into ${path}: ${why}; allowed is a kubeconfig in YAML`,
    hint: 'mend the file, or write to another one with --file',
    cause,
  });
}

/** Steps that wait for each other, or for one that does not exist. */
export function stepsUnordered(waiting: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/steps-unordered',
    kind: 'bug',
    message: `ordering the steps: ${list(waiting)} can never start`,
    hint: 'name existing steps in needs, without a circle',
  });
}

/** Lifting the protection would do more than that. */
export function protectionNotLifted(counts: string): LogexError {
  return new LogexError({
    code: 'deployer/protection-not-lifted',
    kind: 'usage',
    message: `lifting deletion protection: the configuration differs from what is there in more than that (${counts}); allowed are changes in place`,
    hint: 'plan and apply the configuration first, or destroy with the configuration that was applied',
  });
}

/** The bucket of the state has no name. */
export function stateBucketNotNamed(): LogexError {
  return new LogexError({
    code: 'deployer/state-bucket-not-named',
    kind: 'usage',
    message: 'making the bucket of the state: state_bucket_name is null, so the state is a file in the work folder',
    hint: 'set state_bucket_name to the name that the bucket is to have',
  });
}

/** The bucket that can be made has another name. */
export function stateBucketOtherName(named: string, made: string): LogexError {
  return new LogexError({
    code: 'deployer/state-bucket-other-name',
    kind: 'usage',
    message: `making the bucket of the state: state_bucket_name is ${named}; the bucket of this project and account is ${made}`,
    hint: `set state_bucket_name to ${made}, or make ${named} yourself and run init without --create-state-bucket`,
  });
}

/** Values that are not known, for a cluster that would run what is made from them. */
export function placeholdersRefused(placeholders: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/placeholders-refused',
    kind: 'usage',
    message: `applying to a cluster: not everything is known: ${placeholders.join('; ')}`,
    hint: 'give what is missing; --allow-placeholders goes on without, for a cluster to try things on, in which no pod will run',
  });
}

/** Objects that are declared no more, which an apply would remove. */
export function removalUnconfirmed(objects: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/removal-unconfirmed',
    kind: 'usage',
    message: `starting apply: it would remove ${objects.join(', ')}, and that was not confirmed`,
    hint: 'read what it would do, then add --yes',
  });
}

/** A volume that may go, and that is not there. */
export function volumeUnknown(name: string, known: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/volume-unknown',
    kind: 'usage',
    message: `reading --allow-destroy: '${name}' is no volume with data of this project; there ${known.length === 1 ? 'is' : 'are'} ${known.length === 0 ? 'none' : list(known)}`,
    hint: "write it as --dry-run shows it, such as 'PersistentVolumeClaim clickhouse/data-clickhouse-0', or '*' for all",
  });
}

/** An option of another phase. */
export function optionNotForPhase(option: string, phase: string, allowed: string): LogexError {
  return new LogexError({
    code: 'deployer/option-not-for-phase',
    kind: 'usage',
    message: `reading the options: ${option} has no meaning for the phase '${phase}'; it goes with --phase ${allowed}`,
    hint: `leave ${option} out, or write --phase ${allowed}`,
  });
}

/** A file beside the configuration that is missing or has another shape. */
export function inputUnreadable(option: string, path: string, what: string, why: string, cause?: unknown): LogexError {
  return new LogexError({
    code: 'deployer/input-unreadable',
    kind: 'usage',
    message: `reading ${path} (${option}): ${why}; expected is ${what}`,
    hint: `mend the file, or name another one with ${option}`,
    cause,
  });
}

/** An image of the configuration without a digest. */
export function imageNotPinned(key: string, image: string): LogexError {
  return new LogexError({
    code: 'deployer/image-not-pinned',
    kind: 'usage',
    message: `reading ${key}: '${image}' has no digest; a cluster runs images by digest alone`,
    hint: `write ${key} as repository@sha256:…, with the digest that the registry shows`,
  });
}

/** A chart that helm does not render. */
export function chartNotRendered(chart: string, why: string): LogexError {
  return new LogexError({
    code: 'deployer/chart-not-rendered',
    kind: 'outside',
    message: `rendering the chart ${chart}: ${why}`,
    hint: "look at its source in the file of --charts; 'helm template' with the command line of the plan shows more",
  });
}

/** Rendered objects that break a rule of their own. */
export function manifestsRefused(findings: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/manifests-refused',
    kind: 'bug',
    message: `checking the rendered objects: ${findings.join('; ')}`,
    hint: 'report it with the configuration; no cluster gets objects that break a rule',
  });
}

/** What a chart brings breaks a rule. */
export function chartsRefused(findings: readonly string[]): LogexError {
  return new LogexError({
    code: 'deployer/charts-refused',
    kind: 'usage',
    message: `checking what the charts bring: ${findings.join('; ')}; no cluster gets objects that break a rule`,
    hint: 'take the version of the chart that belongs to this release, or mend the chart in its folder',
  });
}
