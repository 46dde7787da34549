import { Command, Option } from 'commander';
import type { CommandContext, CommandResult } from './command-context.ts';
import { runCommand } from './run-command.ts';

interface WithJson {
  readonly json?: boolean;
}

/** A command whose code is loaded when it runs, so that help and usage errors are quick. Its arguments are among its options, by name. */
export function lazyCommand<Options>(name: string, summary: string, load: () => Promise<(context: CommandContext, options: Options) => Promise<CommandResult>>): Command {
  const command = new Command(name).description(summary).option('--json', 'print events and the result as lines of JSON').showHelpAfterError();
  return command.action(async () => {
    const named = Object.fromEntries(command.registeredArguments.map((argument, at) => [argument.name(), command.processedArgs[at] as unknown]));
    const options = { ...named, ...command.opts<Options & WithJson>() };
    await runCommand(name, options.json ?? false, async (context) => (await load())(context, options));
  });
}

/** Gathers the values of an option that may be given several times. */
export const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Adds the options of the configuration. */
export function withConfig(command: Command): Command {
  return command
    .option('-c, --config <file>', 'configuration file; without it logex.config.ts, .js or .json of this folder, where there is one')
    .option('-s, --set <key=value>', 'value of a variable, stronger than file and environment; may be given several times', collect);
}

/** Adds the options of every command that works on a deployment. */
export function withDeployment(command: Command): Command {
  return withConfig(command)
    .addOption(new Option('--phase <phase>', 'phase of the deployment').choices(['infra', 'kubernetes', 'all']).default('infra'))
    .option('--stack <file>', "stack of your own in place of LogEx's: Terraform JSON, or a module that makes it")
    .option('--work-dir <folder>', "folder of Terraform's files", '.logex');
}
