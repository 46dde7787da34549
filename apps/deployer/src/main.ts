#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { program } from './commands/program.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };

// A library of the synthesizer calls what Node deprecated; its user can do nothing about that.
process.noDeprecation = true;

await program(version).parseAsync();
