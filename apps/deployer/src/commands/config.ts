import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { configJsonSchema } from '../config/config-schema.ts';
import { configJsonText, configModuleText, configTable, explainConfig } from '../config/config-text.ts';
import { loadConfig } from '../config/load-config.ts';
import { configExists } from '../errors.ts';
import { textTable } from '../output/table.ts';
import type { CommandContext, CommandResult, DeploymentOptions } from './command-context.ts';

const schemaFile = 'logex.config.schema.json';

/** `logex-deployer config init`: writes a configuration with every variable and its default. */
export async function configInit({ base }: CommandContext, { config = 'logex.config.ts' }: DeploymentOptions): Promise<CommandResult> {
  const path = resolve(base, config);
  if (existsSync(path)) throw configExists(path);
  const written = [path];
  if (path.endsWith('.json')) {
    const schema = resolve(path, '..', schemaFile);
    writeFileSync(schema, schemaText());
    written.push(schema);
  }
  writeFileSync(path, path.endsWith('.json') ? configJsonText(`./${schemaFile}`) : configModuleText());
  return { value: { written }, text: `wrote ${written.join(' and ')}` };
}

/** `logex-deployer config explain`: every variable with its value, where that comes from, its default and what it is for. */
export async function configExplain({ base, environment }: CommandContext, { config, set = [] }: DeploymentOptions): Promise<CommandResult> {
  const variables = explainConfig(await loadConfig({ base, environment, set, ...(config === undefined ? {} : { file: config }) }));
  const rows = variables.map((variable) => [variable.key, JSON.stringify(variable.value), variable.source, JSON.stringify(variable.default), variable.doc]);
  return { value: { variables }, text: textTable(['variable', 'value', 'source', 'default', 'what it is for'], rows, [null, null, null, null, 60]) };
}

/** `logex-deployer config schema`: the JSON Schema of a configuration file. */
export async function configSchemaCommand(): Promise<CommandResult> {
  return { value: configJsonSchema(), text: schemaText().trimEnd() };
}

/** `logex-deployer config table`: the documentation of all variables in Markdown. */
export async function configTableCommand(): Promise<CommandResult> {
  return { value: { markdown: configTable() }, text: configTable() };
}

const schemaText = (): string => `${JSON.stringify(configJsonSchema(), null, 2)}\n`;
