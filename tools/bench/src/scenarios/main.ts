import { bareInsert } from './bare-insert.ts';
import { ingestFile } from './ingest-file.ts';
import { askLatest } from './ask-latest.ts';
import { smallQuery } from './small-query.ts';
import { manyRows } from './many-rows.ts';
import { lakeRead } from './lake-read.ts';
import { sparkIngestCost } from './spark-ingest.ts';
import { sparkLedger } from './spark-ledger.ts';
import { sparkShares } from './spark-shares.ts';
import { streamRows } from './stream-rows.ts';
import { tierQuestions } from './tier-questions.ts';

/** What a scenario does; it gives figures of its own. */
type Scenario = (options: never) => Promise<Record<string, number>>;

const scenarios: Readonly<Record<string, Scenario>> = {
  'bare-insert': bareInsert,
  'ingest-file': ingestFile,
  'ask-latest': askLatest,
  'small-query': smallQuery,
  'many-rows': manyRows,
  'stream-rows': streamRows,
  'tier-questions': tierQuestions,
  'lake-read': lakeRead,
  'spark-ingest': sparkIngestCost,
  'spark-ledger': sparkLedger,
  'spark-shares': sparkShares,
};

const [name = '', options = '{}'] = process.argv.slice(2);
const scenario = scenarios[name];
if (!scenario) throw new Error(`no scenario '${name}'; there are ${Object.keys(scenarios).join(', ')}`);
const figures = await scenario(JSON.parse(options) as never);
process.stdout.write(`${JSON.stringify({ usage: process.resourceUsage(), figures })}\n`);
