import { openClient } from '../open-client.ts';
import { nightlyReport } from './report.ts';

const [warehouse, lastDays = '7'] = process.argv.slice(2);
await using client = await openClient(warehouse);
process.stdout.write(`${await nightlyReport(client, Number(lastDays))}\n`);
