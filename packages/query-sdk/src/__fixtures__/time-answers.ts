import { createEmbeddedLogClient } from '../embedded/create-embedded-log-client.ts';
import { engineWithLogs } from './log-table.ts';

/** Answers about times of the known rows, and the time zone of the engine that gave them, as JSON. */
export async function timeAnswers(): Promise<string> {
  const engine = await engineWithLogs();
  const client = await createEmbeddedLogClient({ engine });
  const asked = await engine.client.query({ query: 'SELECT serverTimezone() AS zone', format: 'JSONEachRow' });
  const answers = {
    zone: (await asked.json<{ zone: string }>())[0]?.zone,
    day: await client.from('logs').timeRange({ from: '2025-08-25', to: '2025-08-26' }).select('timestamp', 'partition_date').orderBy('timestamp').execute(),
    since: await client.from('logs').timeRange({ from: new Date(Date.UTC(2025, 7, 25, 7, 30)) }).select('timestamp').orderBy('timestamp').execute(),
    hours: await client.ask('log-volume', { bucket: 'hour', from: '2025-08-25', to: '2025-08-26' }),
    days: await client.ask('log-volume', { bucket: 'day', lastDays: 10 }),
    report: await client.ask('daily-report', { lastDays: 2 }),
  };
  await client.close();
  await engine.close();
  return JSON.stringify(answers, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}
