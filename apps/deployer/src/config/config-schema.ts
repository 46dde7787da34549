import { z } from 'zod';
import type { Variable } from './variable.ts';
import { variables } from './variables.ts';

type Variables = typeof variables;

/** Name of a variable. */
export type ConfigKey = keyof Variables;

/** A whole configuration: every variable has a value. */
export type Config = { readonly [Key in ConfigKey]: Variables[Key] extends Variable<infer Value> ? Value : never };

/** What a configuration file may say: any of the variables. */
export type ConfigInput = Partial<Config>;

/** Every variable by name, in the order of the documentation. */
export const variableEntries = Object.entries(variables) as unknown as readonly (readonly [ConfigKey, Variable<unknown>])[];

/** The names of all variables. */
export const configKeys: readonly ConfigKey[] = variableEntries.map(([key]) => key);

/** The schema of a whole configuration: defaults are filled in, unknown keys are refused. */
export const configSchema = z.strictObject(
  Object.fromEntries(variableEntries.map(([key, { schema, default: value, doc }]) => [key, schema.default(value as never).describe(doc)])),
) as unknown as z.ZodType<Config, ConfigInput>;

/** JSON Schema of the configuration file, for editors; `$schema` itself is allowed in the file. */
export function configJsonSchema(): Record<string, unknown> {
  const { properties, ...rest } = z.toJSONSchema(configSchema, { io: 'input', target: 'draft-7' }) as { properties: Record<string, unknown> };
  return { ...rest, title: 'LogEx deployment', properties: { $schema: { type: 'string' }, ...properties } };
}
