import { listNotAllowed, numberNotAllowed } from './errors.ts';

const retentions: readonly number[] = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** `days`, if CloudWatch takes it. */
export function checkRetention(setting: string, days: number): number {
  if (retentions.includes(days)) return days;
  throw numberNotAllowed(setting, days, `days out of ${retentions.join(', ')}`, 'CloudWatch keeps logs for these periods only; take the next longer one');
}

/** `value`, if it is a whole number from `least` to `most`. */
export function checkWhole(setting: string, value: number, least: number, most: number, why: string): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw numberNotAllowed(setting, value, `whole numbers from ${least} to ${most}`, why);
}

/** `values`, if there is one and none comes twice. */
export function checkList(setting: string, values: readonly string[]): readonly string[] {
  if (values.length > 0 && new Set(values).size === values.length) return values;
  throw listNotAllowed(setting, values);
}
