/** A moment: a `Date`, or ISO-8601 text with up to nine digits of fraction. Text without a zone is UTC; a date alone is its midnight. */
export type Moment = string | Date;

const isoMoment = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/u;

/**
 * A moment as `2025-08-25 06:04:00.000000`, UTC: the form of a bound `DateTime64(6)`, which sorts as text.
 * Undefined for text that is no moment, and outside of the years 1900 to 2299 that ClickHouse holds.
 */
export function momentText(moment: Moment): string | undefined {
  const text = typeof moment === 'string' ? moment : isoText(moment);
  const match = isoMoment.exec(text);
  if (!match) return undefined;
  const [, day = '', minute = '00:00', second = '00', fraction = '', zone = 'Z'] = match;
  const milliseconds = Date.parse(`${day}T${minute}:${second}${zone}`);
  if (Number.isNaN(milliseconds) || dayText(day) === undefined) return undefined;
  const whole = new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
  if (whole < '1900' || whole >= '2300') return undefined;
  return `${whole}.${fraction.padEnd(6, '0').slice(0, 6)}`;
}

/** A calendar day as `2025-08-25`; undefined for text that is none. */
export function dayText(day: string): string | undefined {
  const milliseconds = /^\d{4}-\d\d-\d\d$/u.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(milliseconds) || new Date(milliseconds).toISOString().slice(0, 10) !== day) return undefined;
  return day;
}

function isoText(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}
