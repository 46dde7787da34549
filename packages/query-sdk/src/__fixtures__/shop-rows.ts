import { row, type LogRow } from './log-rows.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const days = ['08', '09', '10'];
const hours = [8, 9, 10, 11];

const visit = (moment: string, values: Partial<LogRow>): LogRow => row(`2025-09-${moment}.000000`, {
  http_method: 'GET', http_path: '/shop', http_status: 200, response_size: '1000', ip_address: '10.1.0.1', user_agent: 'Mozilla/5.0', ingest_file: '/logs/access.log', ...values,
});

const event = (moment: string, values: Partial<LogRow>): LogRow => row(`2025-09-${moment}.000000`, {
  level: 'INFO', logger: 'shop.Cart', message: 'cart saved', ingest_file: '/logs/app.log', ...values,
});

const visits = days.flatMap((day, index) => hours.flatMap((hour) => [
  visit(`${day}T${two(hour)}:00:00`, { remote_user: 'ann', referer: 'https://search.example/', response_size: String(1000 * (index + 1)) }),
  visit(`${day}T${two(hour)}:10:00`, { ip_address: '10.1.0.2', http_path: '/cart', http_status: hour === 10 ? 500 : 200, remote_user: 'ben' }),
]));

const events = days.flatMap((day, index) => hours.flatMap((hour) => [
  event(`${day}T${two(hour)}:05:00`, { attributes: { duration_ms: String(10 * hour + index) } }),
  event(`${day}T${two(hour)}:06:00`, { level: 'ERROR', logger: 'shop.Payment', message: 'card refused', exception_class: 'PaymentException' }),
]));

const mails = ['08', '09'].map((day) => event(`${day}T09:30:00`, { logger: 'shop.Mail', message: 'mail sent' }));

const spike = Array.from({ length: 6 }, (_, minute) =>
  event(`10T10:${two(40 + minute)}:00`, { level: 'ERROR', logger: 'shop.Stock', message: 'stock service is gone', exception_class: 'ConnectException' }));

const scan = Array.from({ length: 12 }, (_, second) =>
  visit(`10T09:00:${two(second)}`, { ip_address: '203.0.113.9', http_path: `/old/${second}.php`, http_status: 404, response_size: null, user_agent: 'scan/1.0' }));

const guesses = Array.from({ length: 11 }, (_, second) =>
  visit(`10T09:20:${two(second)}`, { ip_address: '198.51.100.7', http_method: 'POST', http_path: '/login', http_status: 401, response_size: '20', user_agent: 'Mozilla/5.0' }));

const traversal = [
  visit('10T11:30:00', { ip_address: '203.0.113.50', http_path: '/static/../../etc/passwd', http_status: 400, response_size: '10', user_agent: 'curl/8.0' }),
  visit('10T11:30:01', { ip_address: '203.0.113.50', http_path: '/download', http_query: 'file=..%2F..%2Fetc%2Fpasswd', response_size: '2000', user_agent: 'curl/8.0' }),
];

/** Three days of a shop: visitors, a cart, payments, and on the third day a spike of errors, a scanner, guessed passwords and traversal. */
export const shopRows: readonly LogRow[] = [...visits, ...events, ...mails, ...spike, ...scan, ...guesses, ...traversal];

/** Lines of the shop that could not be read. */
export const shopRejected: readonly object[] = ['unrecognized-format', 'unrecognized-format', 'time-missing'].map((reason, index) => ({
  raw_line: 'x', reason, detail: reason === 'time-missing' ? null : 'nonsense', format_tried: 'json', parser_version: '1', ingest_file: '/logs/app.log',
  ingest_line: String(index + 1), ingest_batch: 'b1', rejected_at: '2025-09-10 12:00:00.000000', partition_date: '2025-09-10',
}));

/** Its files in the ledger. */
export const shopFiles: readonly object[] = ['/logs/app.log', '/logs/access.log'].map((path) => ({
  path, size: '1000', version: 'v1', first_byte: '0', end_byte: '1000', first_line: '1', rows_in: '60', rows_accepted: '58', rows_rejected: '2', ingest_batch: 'b1',
  state: 'done', recorded_at: '2025-09-10 12:00:01.000000',
}));
