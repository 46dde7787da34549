#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { aggregateCommand } from './commands/aggregate.ts';
import { askCommand } from './commands/ask.ts';
import { auditCommand } from './commands/audit.ts';
import { compileCommand } from './commands/compile.ts';
import { createSchemaCommand } from './commands/create-schema.ts';
import { detectCommand } from './commands/detect.ts';
import { ingestCommand } from './commands/ingest.ts';
import { locksCommand } from './commands/locks.ts';
import { maintainCommand } from './commands/maintain.ts';
import { migrateCommand } from './commands/migrate.ts';
import { replayCommand } from './commands/replay.ts';
import { exitCodes } from './output/exit-code.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

// A reader that has seen enough, such as head, is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(exitCodes.ok);
});

const leave = (error: { readonly exitCode: number }): never => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage);

const program = new Command('logex-jobs')
  .description('Raw log files become Iceberg tables, and questions about them get answers.')
  .version(version)
  .showHelpAfterError()
  .exitOverride(leave);
const commands = [createSchemaCommand(), detectCommand(), ingestCommand(), aggregateCommand(), auditCommand(), replayCommand(), maintainCommand(), compileCommand(), migrateCommand(), locksCommand(), askCommand()];
for (const command of commands) {
  for (const inner of [command, ...command.commands]) inner.exitOverride(leave);
  program.addCommand(command);
}
await program.parseAsync();
