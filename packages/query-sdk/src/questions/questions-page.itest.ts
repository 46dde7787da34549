import { expectGolden } from '@logex/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { engineWithShop } from '../__fixtures__/log-table.ts';
import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import type { EmbeddedEngine } from '../embedded/embedded-engine.ts';
import type { LogClient } from '../log-client.ts';
import { questions, type QuestionName } from './index.ts';

let engine: EmbeddedEngine;
let client: LogClient;

beforeAll(async () => {
  engine = await engineWithShop();
  client = await createEmbeddedLogClient({ engine });
});

afterAll(async () => {
  await client.close();
  await engine.close();
});

/** Options that the examples are shown with, where the defaults say little. */
const examples: Readonly<Partial<Record<QuestionName, object>>> = {
  'error-rate': { lastDays: 1 }, 'request-histogram': { lastDays: 1 }, 'error-spikes': { lastDays: 1 }, 'new-errors': { lastDays: 1 }, 'failing-paths': { minRequests: 4 },
  'log-volume': { lastDays: 3 }, 'busiest-times': { limit: 3 }, 'daily-report': { lastDays: 3 }, 'period-comparison': { lastDays: 1 }, 'error-trend': { lastDays: 1 },
  visitors: { lastDays: 3 }, latest: { limit: 2 }, 'message-search': { text: 'refused', limit: 2 },
};

const shown = (value: unknown): unknown => (typeof value === 'bigint' ? `${value}n` : value);

async function section(name: QuestionName): Promise<string> {
  const { title, doc, options } = questions[name];
  const given = examples[name];
  const rows = await client.ask(name, given as never);
  expect(rows.length).toBeGreaterThan(0);
  const { properties = {} } = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' });
  const lines = Object.entries(properties).map(([option, schema]) => {
    const { description = '', default: preset, enum: choices } = schema as { description?: string; default?: unknown; enum?: string[] };
    const choice = choices === undefined ? '' : ` One of ${choices.map((text) => `\`${text}\``).join(', ')}.`;
    return `| \`${option}\` | ${preset === undefined ? '' : `\`${String(preset)}\``} | ${description}${choice} |`;
  });
  const answer = rows.slice(0, 4).map((row) => JSON.stringify(row, (_, value: unknown) => shown(value)).replaceAll(/"(\d+n)"/gu, '$1'));
  const call = given === undefined ? `client.ask('${name}')` : `client.ask('${name}', ${JSON.stringify(given).replaceAll('"', "'")})`;
  return [
    `## ${name}`, `${title}. ${doc}`, ['| option | default | |', '| --- | --- | --- |', ...lines].join('\n'),
    ['```js', `await ${call};`, ...answer.map((text) => `// ${text}`), ...(rows.length > 4 ? [`// … ${rows.length} rows`] : []), '```'].join('\n'),
  ].join('\n\n');
}

test('the page of questions shows each with its options and an answer', async () => {
  const sections: string[] = [];
  for (const name of Object.keys(questions) as QuestionName[]) sections.push(await section(name));
  const head = '# Questions\n\nEvery ready-made question, its options, and what it answers on three days of a small shop. This page is written by\n`questions-page.itest.ts`; the SQL of each is in `src/questions/__golden__`.';

  expectGolden([head, ...sections].join('\n\n'), new URL('../../QUESTIONS.md', import.meta.url));
});
