import type { Check } from '../preflight/check.ts';

/** Checks for people: one line each, with what to do below those that are not in order. */
export function doctorText(checks: readonly Check[]): string {
  const lines = checks.map(({ result, what, found, hint }) => `${result.padEnd(8)} ${what}: ${found}${hint === undefined || result === 'ok' ? '' : `\n         ${hint}`}`);
  const of = (result: Check['result']): number => checks.filter((check) => check.result === result).length;
  return [...lines, '', `${checks.length} checks: ${of('ok')} ok, ${of('warning')} warnings, ${of('failed')} failed, ${of('unknown')} not known`].join('\n');
}
