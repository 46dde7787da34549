import type { LogClient } from '@logex/query-sdk';

const percent = (share: number | null): string => (share === null ? '–' : `${(share * 100).toFixed(1)} %`);
const table = (head: readonly string[], rows: readonly (readonly (string | number | null)[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.map((cell) => cell ?? '').join(' | ')} |`).join('\n');

/** A report on the last days in Markdown, for a mail or a chat. */
export async function nightlyReport(client: LogClient, lastDays: number): Promise<string> {
  const [days, comparison, errors, scanners, rejected] = await Promise.all([
    client.ask('daily-report', { lastDays }),
    client.ask('period-comparison', { lastDays }),
    client.ask('top-errors', { lastDays, limit: 5 }),
    client.ask('scanners', { lastDays, minPaths: 2 }),
    client.ask('rejected-lines', { lastDays, until: 'newest' }),
  ]);
  return [
    '# Nightly report',
    table(['day', 'lines', 'errors', 'error rate', 'requests', 'failed', 'clients'], days.map((day) =>
      [day.day.slice(0, 10), day.log_count, day.error_count, percent(day.error_rate), day.request_count, day.failed_count, day.clients])),
    '## Against the period before',
    table(['', 'now', 'before', 'growth'], comparison.map(({ metric, current, previous, growth }) => [metric, current, previous, percent(growth)])),
    '## Most frequent errors',
    table(['exception', 'message', 'count', 'last seen'], errors.map((error) => [error.exception_class, error.message, error.error_count, error.last_seen])),
    '## Clients that try out paths',
    scanners.length === 0 ? 'None.' : table(['client', 'missing paths'], scanners.map(({ ip_address, missing_paths }) => [ip_address, missing_paths])),
    '## Lines that could not be read',
    rejected.length === 0 ? 'None.' : table(['reason', 'lines'], rejected.map(({ reason, line_count }) => [reason, line_count])),
  ].join('\n\n');
}
