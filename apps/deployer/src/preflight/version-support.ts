/** What is known about the support of the cluster's version. */
export interface VersionFinding {
  readonly result: 'ok' | 'warning' | 'failed';
  /** State, date and next version, in words. */
  readonly message: string;
  /** Dollars an hour that the cluster costs more on that day. */
  readonly surcharge: number;
}

/** Whether the Kubernetes version is supported on that day, what it costs more, and which is next. */
export async function versionSupport(version: string, today: Date): Promise<VersionFinding> {
  const { eksHourlyUsd, eksVersionSupport } = await import('@logex/infra-core');
  const { state, warning, hourlyUsd, standardUntil = 'an unknown day' } = eksVersionSupport(version, today);
  const result = state === 'standard' ? 'ok' : state === 'ended' ? 'failed' : 'warning';
  return { result, message: warning ?? `in standard support until ${standardUntil}`, surcharge: hourlyUsd - eksHourlyUsd.standard };
}
