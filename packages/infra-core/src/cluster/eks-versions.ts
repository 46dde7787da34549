/** Support dates of one Kubernetes version on EKS. */
export interface EksVersion {
  readonly version: string;
  /** Day, `YYYY-MM-DD`, that ends standard support; the fee of extended support is due from its first hour (UTC). */
  readonly standardUntil: string;
  /** Day that ends extended support; AWS creates no such cluster from then on, and upgrades existing ones. */
  readonly extendedUntil: string;
}

/** Day on which {@link eksVersions} was looked up, in the release calendars that AWS publishes. */
export const eksVersionsAsOf = '2026-11-24';

/** Fee of a control plane an hour, in USD, in standard and in extended support. */
export const eksHourlyUsd = { standard: 0.1, extended: 0.6 } as const;

/** Versions with known dates, oldest first. A newer one is not refused; its dates are not known here. */
export const eksVersions: readonly EksVersion[] = [
  { version: '1.31', standardUntil: '2025-11-26', extendedUntil: '2026-11-26' },
  { version: '1.32', standardUntil: '2026-03-23', extendedUntil: '2027-03-23' },
  { version: '1.33', standardUntil: '2026-07-29', extendedUntil: '2027-07-29' },
  { version: '1.34', standardUntil: '2026-12-02', extendedUntil: '2027-12-02' },
  { version: '1.35', standardUntil: '2027-03-27', extendedUntil: '2028-03-27' },
];

/** Where a version stands on a day: `near-…` begins 60 days before the change. */
export type EksSupportState = 'standard' | 'near-extended' | 'extended' | 'near-end' | 'ended' | 'unknown';

/** Support of a version on a day. */
export interface EksVersionSupport {
  readonly version: string;
  readonly state: EksSupportState;
  /** Absent for an unknown version. */
  readonly standardUntil?: string;
  readonly extendedUntil?: string;
  /** What the control plane costs on that day, in USD an hour. */
  readonly hourlyUsd: number;
  /** Version to upgrade to: the next minor one, as EKS skips none. */
  readonly next: string;
  /** What to tell people; absent in standard support. */
  readonly warning?: string;
}

const nearDays = 60;
const dayMs = 86_400_000;
const hoursAMonth = 730;

/** Support of `version` on the day of `today` (UTC), with its dates, cost and the next version. */
export function eksVersionSupport(version: string, today: Date): EksVersionSupport {
  const next = nextVersion(version);
  const known = eksVersions.find((entry) => entry.version === version);
  if (known === undefined) {
    const warning = `support dates of Kubernetes ${version} are not known here (table of ${eksVersionsAsOf}); check the EKS release calendar`;
    return { version, state: 'unknown', hourlyUsd: eksHourlyUsd.standard, next, warning };
  }
  const { standardUntil, extendedUntil } = known;
  const [toExtended, toEnd] = [daysUntil(standardUntil, today), daysUntil(extendedUntil, today)];
  const state = toEnd <= 0 ? 'ended' : toExtended <= 0 ? (toEnd <= nearDays ? 'near-end' : 'extended') : toExtended <= nearDays ? 'near-extended' : 'standard';
  const hourlyUsd = toExtended <= 0 ? eksHourlyUsd.extended : eksHourlyUsd.standard;
  const warning = warningOf(state, known, upgradePath(next, today));
  return { version, state, standardUntil, extendedUntil, hourlyUsd, next, ...(warning !== undefined && { warning }) };
}

function warningOf(state: EksSupportState, { version, standardUntil, extendedUntil }: EksVersion, path: string): string | undefined {
  const extra = Math.round((eksHourlyUsd.extended - eksHourlyUsd.standard) * hoursAMonth);
  const fee = `$${eksHourlyUsd.extended.toFixed(2)} an hour in place of $${eksHourlyUsd.standard.toFixed(2)}, about $${extra} more a month`;
  const upgrade = `upgrade to ${path}`;
  switch (state) {
    case 'near-extended':
      return `Kubernetes ${version} leaves standard support on ${standardUntil}; after that it costs ${fee}; ${upgrade}`;
    case 'extended':
      return `Kubernetes ${version} left standard support on ${standardUntil}; it costs ${fee}, until ${extendedUntil}; ${upgrade}`;
    case 'near-end':
      return `extended support of Kubernetes ${version} ends on ${extendedUntil}, and AWS then upgrades the cluster by itself; before that, ${upgrade}`;
    case 'ended':
      return `Kubernetes ${version} is out of support since ${extendedUntil}; AWS creates no such cluster and upgrades existing ones; ${upgrade}`;
    default:
      return undefined;
  }
}

// EKS skips no minor version, and the next one may be short of its own end.
function upgradePath(next: string, today: Date): string {
  const lasting = eksVersions.find(({ version, standardUntil }) => minorOf(version) >= minorOf(next) && daysUntil(standardUntil, today) > nearDays);
  if (lasting === undefined || lasting.version === next) return next;
  return `${next}, then on to ${lasting.version}, which has standard support until ${lasting.standardUntil}`;
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}

function daysUntil(day: string, today: Date): number {
  const start = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  return Math.round((Date.parse(`${day}T00:00:00Z`) - start) / dayMs);
}

function nextVersion(version: string): string {
  const [major, minor] = version.split('.');
  return `${major}.${Number(minor) + 1}`;
}
