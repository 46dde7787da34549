#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { ingestCommand } from './commands/ingest.ts';
import { exitCodes } from './output/exit-code.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

const program = new Command('logex-jobs')
  .description('Raw log files become Iceberg tables, and questions about them get answers.')
  .version(version)
  .showHelpAfterError()
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage);
  });
for (const command of [ingestCommand()]) program.addCommand(command.exitOverride((error) => process.exit(error.exitCode === 0 ? exitCodes.ok : exitCodes.usage)));
await program.parseAsync();
