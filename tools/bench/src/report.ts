import Table from 'cli-table3';

/** One ratio or figure of the bench, with what it should be. */
export interface Finding {
  readonly group: string;
  readonly what: string;
  readonly value: number;
  /** Unit behind the value: `x` for a ratio. */
  readonly unit: string;
  /** Whether the value should be at least or at most the target. */
  readonly should: 'at least' | 'at most';
  readonly target: number;
  /** The figures that it comes from. */
  readonly from: string;
}

/** Whether a finding is as it should be. */
export function isMet({ should, value, target }: Finding): boolean {
  return should === 'at least' ? value >= target : value <= target;
}

/** A number with three significant digits. */
export function short(value: number): string {
  return value >= 1000 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** All findings of a run as a table. */
export function reportText(findings: readonly Finding[]): string {
  const table = new Table({ head: ['group', 'what', 'value', 'target', 'met', 'from'], style: { head: [], border: [], compact: true } });
  for (const finding of findings) {
    const { group, what, value, unit, should, target, from } = finding;
    table.push([group, what, `${short(value)} ${unit}`, `${should} ${short(target)} ${unit}`, isMet(finding) ? 'yes' : 'NO', from]);
  }
  return table.toString();
}
