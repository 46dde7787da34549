import { call, literal, ref, type Expression } from '../expressions/expression.ts';
import type { Binding } from './parse-plan.ts';

/** First day that a line may be of. Before it, clock faults only; ClickHouse's `DateTime` begins here too. */
export const firstDay = '1970-01-01';

/** First day that no line may be of any more: ClickHouse's `DateTime`, which its hour and day functions return, ends in 2106. */
export const endDay = '2106-01-01';

/**
 * ISO-8601 date and time: `T` or a space between them, a fraction of up to nine digits behind a point or a comma, `Z`, an
 * offset or nothing (UTC).
 */
export const isoPattern = (decimalSign: '\\.' | ','): string =>
  `^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])[T ](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:${decimalSign}[0-9]{1,9})?(?:Z| ?[+-](?:0[0-9]|1[0-4]):?[0-5][0-9])?\\z`;

/** A year of five digits or more, in ISO or in Apache form. */
export const farYearPattern = '^[+-]?[0-9]{5,}-[0-9]{2}-|/[0-9]{5,}:';

/** Units that a whole number of so many digits since 1970 is in, and microseconds as factor and divisor. */
export const epochUnits = [
  { unit: 's', pattern: '^[0-9]{9,11}\\z', factor: 1_000_000, divisor: 1 },
  { unit: 'ms', pattern: '^[0-9]{12,14}\\z', factor: 1_000, divisor: 1 },
  { unit: 'us', pattern: '^[0-9]{15,17}\\z', factor: 1, divisor: 1 },
  { unit: 'ns', pattern: '^[0-9]{18,19}\\z', factor: 1, divisor: 1_000 },
] as const;

/** Seconds since 1970 with a fraction. */
export const epochSecondsPattern = '^[0-9]{9,11}\\.[0-9]+\\z';

// An engine may evaluate every branch of a choice, and a decimal that overflows ends the whole query.
const masked = (value: Expression, pattern: string): Expression =>
  call('when', call('matches', value, pattern), value, '');

/**
 * The time of a JSON member: ISO-8601, whole seconds, milliseconds, microseconds or nanoseconds since 1970 by their
 * number of digits, seconds with a fraction, or the Apache form. Numbers of fewer than nine digits are no time.
 */
export function jsonTimeBindings(name: string, value: Expression): Binding[] {
  const iso = `${name}_iso`;
  const seen = ref('some');
  return [
    { name: iso, expression: call('isoTime', value, isoPattern('\\.')) },
    {
      name,
      expression: call(
        'coalesce',
        ref(iso),
        call(
          'timeForSome',
          call('isNull', ref(iso)),
          call('coalesce', value, ''),
          call(
            'choose',
            call('matches', seen, isoPattern(',')),
            call('isoTimestamp', call('replaceAll', masked(seen, isoPattern(',')), ',', '.')),
            ...epochUnits.flatMap(({ pattern, factor, divisor }) => [
              call('matches', seen, pattern),
              call('epochUnits', seen, factor, divisor),
            ]),
            call('matches', seen, epochSecondsPattern),
            call('epochSeconds', masked(seen, epochSecondsPattern)),
            call('matches', seen, '^[0-9]{2}/[A-Z][a-z]{2}/'),
            call('clfTimestamp', seen),
            literal(null),
          ),
        ),
      ),
    },
  ];
}
