import { Command, InvalidArgumentError } from 'commander';
import { exitCodes } from '../output/exit-code.ts';
import type { DeploymentOptions } from './command-context.ts';
import type { DoctorOptions } from './doctor.ts';
import { dayTwoCommands } from './day-two-program.ts';
import { withCluster, withRenderInputs, withTimeout } from './kubernetes-options.ts';
import { collect, lazyCommand, withConfig, withDeployment } from './lazy-command.ts';

const allowDestroy = '--allow-destroy <address>';
const allowDestroyText = 'resource that holds data and may be destroyed or replaced; may be given several times';

function quantity(text: string): number {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) throw new InvalidArgumentError('Allowed is a number from 0 on.');
  return value;
}

function configCommand(): Command {
  const group = new Command('config').description('write, explain and describe the configuration');
  group.addCommand(withConfig(lazyCommand<DeploymentOptions>('init', 'write a configuration with every variable; .ts, or .json with its schema', async () => (await import('./config.ts')).configInit)));
  group.addCommand(withConfig(lazyCommand<DeploymentOptions>('explain', 'every variable: value, source, default, what it is for', async () => (await import('./config.ts')).configExplain)));
  group.addCommand(lazyCommand('schema', 'JSON Schema of a configuration file', async () => (await import('./config.ts')).configSchemaCommand));
  group.addCommand(lazyCommand('table', 'documentation of all variables in Markdown', async () => (await import('./config.ts')).configTableCommand));
  return group;
}

function commands(): readonly Command[] {
  return [
    withDeployment(lazyCommand('init', 'prepare the work folder: state, providers', async () => (await import('./init.ts')).init))
      .option('--create-state-bucket', 'make the bucket that state_bucket_name names')
      .option('--migrate-state', 'copy the state to where the configuration says that it is')
      .option('--reconfigure', 'take the state that is there, and forget the place before'),
    withRenderInputs(withCluster(withDeployment(lazyCommand('plan', 'what would change, by component, saved for apply; by object for the phase kubernetes', async () => (await import('./plan.ts')).plan))))
      .option('--dry-run', 'without an account, Terraform or a cluster: what an empty one would get')
      .option(allowDestroy, `${allowDestroyText}; lifts its protection in the plan`, collect)
      .option('--yaml', 'with --phase kubernetes: print the objects as YAML; no cluster is asked'),
    withTimeout(withRenderInputs(withCluster(withDeployment(lazyCommand('apply', 'run exactly the saved plan; with --phase kubernetes bring the cluster to what is declared', async () => (await import('./apply.ts')).apply)))))
      .option(allowDestroy, allowDestroyText, collect)
      .option('--force-conflicts', 'with --phase kubernetes: take fields that somebody else wrote')
      .option('--no-wait', 'with --phase kubernetes: do not wait until what is applied does its work')
      .option('--no-fill-secrets', 'with --phase kubernetes: leave secrets of Secrets Manager that are empty as they are')
      .option('--allow-placeholders', 'with --phase kubernetes: go on although not everything is known')
      .option('-y, --yes', 'with --phase kubernetes: you have read what is removed'),
    withTimeout(withCluster(withDeployment(lazyCommand('destroy', 'take away everything but what holds data', async () => (await import('./destroy.ts')).destroy))))
      .option(allowDestroy, `${allowDestroyText}; '*' is all of them`, collect)
      .option('--dry-run', 'only tell what would go')
      .option('--leave-leftovers', 'go on although Kubernetes left resources')
      .option('-y, --yes', 'you have read what goes'),
    withDeployment(lazyCommand('sweep', 'show, and take away, what a destroyed cluster left in AWS', async () => (await import('./sweep.ts')).sweep))
      .option('--allow-destroy <id>', "volume that may go with its data; may be given several times; '*' is all of them", collect)
      .option('-y, --yes', 'you have read what goes'),
    withDeployment(lazyCommand('outputs', 'what the applied deployment tells the next phase', async () => (await import('./outputs.ts')).outputs)),
    withDeployment(lazyCommand('kubeconfig', 'let kubectl reach the cluster', async () => (await import('./kubeconfig.ts')).kubeconfig))
      .option('--file <file>', 'kubeconfig to merge into; without it the first of KUBECONFIG, else ~/.kube/config')
      .option('--print', 'print a kubeconfig, write nothing'),
    withCluster(withDeployment(lazyCommand<DoctorOptions>('doctor', 'check tools, identity, quotas, permissions, versions, drift, and what runs', async () => (await import('./doctor.ts')).doctor)))
      .option('--outputs <file>', 'with --phase kubernetes: outputs of phase 1 as Terraform prints them; without it logex.outputs.json, where there is one, else the state')
      .option('--fix', 'with --phase kubernetes: mend what can be mended')
      .option('--dry-run', 'with --fix: only tell what would be done'),
    withDeployment(lazyCommand('cost', 'monthly estimate by component; asks no account', async () => (await import('./cost.ts')).cost))
      .option('--executor-hours <hours>', 'hours a month that executor nodes run, all together', quantity)
      .option('--raw-gb <gb>', 'GB of raw log files', quantity)
      .option('--iceberg-gb <gb>', 'GB of Iceberg tables', quantity)
      .option('--traffic-gb <gb>', 'GB a month through endpoints or NAT, S3 left out', quantity),
    ...dayTwoCommands(),
    configCommand(),
  ];
}

/** `logex-deployer` with all its commands. */
export function program(version: string): Command {
  const root = new Command('logex-deployer').description('Plans, applies, checks and destroys a LogEx deployment on AWS.').version(version).showHelpAfterError();
  for (const command of commands()) root.addCommand(command);
  exitByRule(root);
  return root;
}

/** Commander's own exits: 0 for help and version, the code of usage errors for the rest. */
function exitByRule(command: Command): void {
  command.exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage));
  for (const child of command.commands) exitByRule(child);
}
