import { variableEntries } from './config-schema.ts';
import { sourceText } from './config-source.ts';
import type { ResolvedConfig } from './resolve-config.ts';

/** One variable as `config explain` tells it. */
export interface ExplainedVariable {
  readonly key: string;
  readonly value: unknown;
  readonly source: string;
  readonly default: unknown;
  readonly allowed: string;
  readonly doc: string;
}

/** Every variable with its value, where it comes from, its default and what it is for. */
export function explainConfig({ config, sources }: ResolvedConfig): ExplainedVariable[] {
  return variableEntries.map(([key, { default: fallback, allowed, doc }]) => ({
    key,
    value: config[key],
    source: sourceText(sources[key]),
    default: fallback,
    allowed,
    doc,
  }));
}

/** A `logex.config.ts` with every variable at its default, each under its documentation. */
export function configModuleText(): string {
  const lines = variableEntries.map(([key, { default: value, doc }]) => `  // ${doc}\n  // ${key}: ${literalText(value)},`);
  return `import { defineConfig } from '@logex/deployer';\n\nexport default defineConfig({\n${lines.join('\n\n')}\n});\n`;
}

/** A `logex.config.json` with every variable at its default; `schema` is where an editor finds the JSON Schema. */
export function configJsonText(schema: string): string {
  const defaults = Object.fromEntries(variableEntries.map(([key, variable]) => [key, variable.default]));
  return `${JSON.stringify({ $schema: schema, ...defaults }, null, 2)}\n`;
}

/** The table of all variables in Markdown. */
export function configTable(): string {
  const rows = variableEntries.map(([key, { default: value, allowed, environment, doc }]) => {
    const names = [...environment, `LOGEX_${key.toUpperCase()}`].map((name) => `\`${name}\``).join(', ');
    return `| \`${key}\` | \`${literalText(value)}\` | ${allowed.replaceAll('|', '\\|')} | ${names} | ${doc} |`;
  });
  return ['| Variable | Default | Allowed | Environment | What it is for |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function literalText(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return Array.isArray(value) ? `[${value.map(literalText).join(', ')}]` : String(value);
}
