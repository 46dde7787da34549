import { Command } from 'commander';
import { createLogClient, questions, type LogClient, type Question } from '@logex/query-sdk';
import { createEmbeddedLogClient } from '@logex/query-sdk/embedded';
import { commandOptions, questionOptions } from '../ask/question-options.ts';
import { answerText } from '../output/answer-text.ts';
import { textTable } from '../output/console-output.ts';
import { exitCodes } from '../output/exit-code.ts';
import { jobCommand, userPath, type CommonOptions } from './job-command.ts';

interface AskCommandOptions extends CommonOptions {
  readonly warehouse?: string;
  readonly url?: string;
  readonly database?: string;
}

const registry: readonly Question[] = Object.values(questions);

/** Opens the warehouse, or the server at `--url` as the user that the environment names. */
async function openClient(options: AskCommandOptions, command: Command): Promise<LogClient> {
  if (options.url !== undefined) {
    const { CLICKHOUSE_USER: username, CLICKHOUSE_PASSWORD: password } = process.env;
    return createLogClient({
      url: options.url,
      ...(options.database === undefined ? {} : { database: options.database }),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    });
  }
  if (options.warehouse === undefined) return command.error("error: required option '-w, --warehouse <folder>' not specified; for a server, give --url");
  return createEmbeddedLogClient({ warehouse: userPath(options.warehouse), changeDirectory: true });
}

function questionCommand(question: Question): Command {
  const command: Command = jobCommand<AskCommandOptions>(question.name, question.doc, async (options, output) => {
    const client = await openClient(options, command);
    try {
      const rows = (await client.ask(question, questionOptions(question, { ...options }))) as object[];
      output.result({ question: question.name, rows }, answerText(question.title, question.chart, rows));
      return exitCodes.ok;
    } finally {
      await client.close();
    }
  })
    .option('-w, --warehouse <folder>', 'folder of the warehouse')
    .option('--url <url>', 'ClickHouse server instead; user and password from CLICKHOUSE_USER and CLICKHOUSE_PASSWORD')
    .option('--database <name>', 'database on the server');
  for (const option of commandOptions(question)) command.addOption(option);
  return command;
}

/** `logex-jobs ask`: ready-made questions, each a subcommand; without one, the list of them. */
export function askCommand(): Command {
  const list = jobCommand('list', 'list the questions', async (_options, output) => {
    const rows = registry.map(({ name, doc }) => ({ name, doc }));
    output.result(rows, textTable(['question', 'what it answers'], rows.map(({ name, doc }) => [name, doc])));
    return exitCodes.ok;
  });
  const ask = new Command('ask').description('answer a ready-made question about the logs').showHelpAfterError();
  for (const question of registry) ask.addCommand(questionCommand(question));
  return ask.addCommand(list, { isDefault: true });
}
