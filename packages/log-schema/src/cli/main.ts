#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { checkCommand } from './check-command.ts';
import { diffCommand } from './diff-command.ts';
import { historyCommand } from './history-command.ts';
import { recordCommand } from './record-command.ts';
import { exitCodes } from './schema-command.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

const leave = (error: { readonly exitCode: number }): never => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage);

const program = new Command('logex-schema')
  .description('Versions of a schema: what changed, whom it breaks, and the statements that make the change.')
  .version(version)
  .showHelpAfterError()
  .exitOverride(leave);
for (const command of [diffCommand(), checkCommand(), historyCommand(), recordCommand()]) program.addCommand(command.exitOverride(leave));
await program.parseAsync();
