import { Command, InvalidArgumentError, Option } from 'commander';
import { exitCodes } from '../output/exit-code.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';
import { runCommand } from './run-command.ts';

interface WithJson {
  readonly json?: boolean;
}

/** A command whose code is loaded when it runs, so that help and usage errors are quick. */
function lazyCommand<Options>(name: string, summary: string, load: () => Promise<(context: CommandContext, options: Options) => Promise<CommandResult>>): Command {
  const command = new Command(name).description(summary).option('--json', 'print events and the result as lines of JSON').showHelpAfterError();
  return command.action(async () => {
    const options = command.opts<Options & WithJson>();
    await runCommand(name, options.json ?? false, async (context) => (await load())(context, options));
  });
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

function withConfig(command: Command): Command {
  return command
    .option('-c, --config <file>', 'configuration file; without it logex.config.ts, .js or .json of this folder, where there is one')
    .option('-s, --set <key=value>', 'value of a variable, stronger than file and environment; may be given several times', collect);
}

function withDeployment(command: Command): Command {
  return withConfig(command)
    .addOption(new Option('--phase <phase>', 'phase of the deployment').choices(['infra', 'kubernetes', 'all']).default('infra'))
    .option('--stack <file>', "stack of your own in place of LogEx's: Terraform JSON, or a module that makes it")
    .option('--work-dir <folder>', "folder of Terraform's files", '.logex');
}

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
    withDeployment(lazyCommand('plan', 'what would change, by component, saved for apply', async () => (await import('./plan.ts')).plan))
      .option('--dry-run', 'without an account, Terraform or a cluster: what an empty one would get')
      .option(allowDestroy, `${allowDestroyText}; lifts its protection in the plan`, collect)
      .option('--yaml', 'with --phase kubernetes: print the objects as YAML')
      .option('--outputs <file>', 'with --phase kubernetes: outputs of phase 1 as Terraform prints them; without it logex.outputs.json, where there is one')
      .option('--images <file>', 'with --phase kubernetes: digests of images; without it logex.images.json, where there is one')
      .option('--jobs <file>', 'with --phase kubernetes: compiled plans of the jobs; without it logex.jobs.json, where there is one')
      .option('--charts <file>', 'with --phase kubernetes: sources of charts; without it logex.charts.json, where there is one'),
    withDeployment(lazyCommand('apply', 'run exactly the saved plan', async () => (await import('./apply.ts')).apply)).option(allowDestroy, allowDestroyText, collect),
    withDeployment(lazyCommand('destroy', 'take away everything but what holds data', async () => (await import('./destroy.ts')).destroy))
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
    withDeployment(lazyCommand('doctor', 'check tools, identity, quotas, permissions, versions, drift', async () => (await import('./doctor.ts')).doctor)),
    withDeployment(lazyCommand('cost', 'monthly estimate by component; asks no account', async () => (await import('./cost.ts')).cost))
      .option('--executor-hours <hours>', 'hours a month that executor nodes run, all together', quantity)
      .option('--raw-gb <gb>', 'GB of raw log files', quantity)
      .option('--iceberg-gb <gb>', 'GB of Iceberg tables', quantity)
      .option('--traffic-gb <gb>', 'GB a month through endpoints or NAT, S3 left out', quantity),
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
