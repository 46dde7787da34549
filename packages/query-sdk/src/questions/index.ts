import { bruteForce } from './brute-force.ts';
import { busiestTimes } from './busiest-times.ts';
import { dailyReport } from './daily-report.ts';
import { errorRate } from './error-rate.ts';
import { errorSpikes } from './error-spikes.ts';
import { errorTrend } from './error-trend.ts';
import { failingPaths } from './failing-paths.ts';
import { httpTraffic } from './http-traffic.ts';
import { ingestProgress } from './ingest-progress.ts';
import { largestSources } from './largest-sources.ts';
import { latest } from './latest.ts';
import { levelOverview } from './level-overview.ts';
import { logVolume } from './log-volume.ts';
import { messageSearch } from './message-search.ts';
import { newErrors } from './new-errors.ts';
import { periodComparison } from './period-comparison.ts';
import { rareUserAgents } from './rare-user-agents.ts';
import { rejectedLines } from './rejected-lines.ts';
import { requestHistogram } from './request-histogram.ts';
import { responseSizes } from './response-sizes.ts';
import { responseTimes } from './response-times.ts';
import { scanners } from './scanners.ts';
import { silentSources } from './silent-sources.ts';
import { sourceHealth } from './source-health.ts';
import { topErrorSources } from './top-error-sources.ts';
import { topErrors } from './top-errors.ts';
import { topIps } from './top-ips.ts';
import { topPaths } from './top-paths.ts';
import { topReferers } from './top-referers.ts';
import { topUserAgents } from './top-user-agents.ts';
import { topUsers } from './top-users.ts';
import { traversalAttempts } from './traversal-attempts.ts';
import { visitors } from './visitors.ts';

/** Every ready-made question by its name, in the order in which they are listed. */
export const questions = {
  // Errors
  'level-overview': levelOverview,
  'top-error-sources': topErrorSources,
  'top-errors': topErrors,
  'error-rate': errorRate,
  'error-spikes': errorSpikes,
  'new-errors': newErrors,
  // Performance and traffic
  'http-traffic': httpTraffic,
  'top-ips': topIps,
  'top-paths': topPaths,
  'request-histogram': requestHistogram,
  'response-times': responseTimes,
  'response-sizes': responseSizes,
  'failing-paths': failingPaths,
  // Security
  scanners,
  'brute-force': bruteForce,
  'traversal-attempts': traversalAttempts,
  'rare-user-agents': rareUserAgents,
  // Capacity
  'log-volume': logVolume,
  'busiest-times': busiestTimes,
  'largest-sources': largestSources,
  // Reports and trends
  'daily-report': dailyReport,
  'period-comparison': periodComparison,
  'error-trend': errorTrend,
  // User behaviour
  visitors,
  'top-users': topUsers,
  'top-referers': topReferers,
  'top-user-agents': topUserAgents,
  // System health
  'source-health': sourceHealth,
  'silent-sources': silentSources,
  'rejected-lines': rejectedLines,
  'ingest-progress': ingestProgress,
  // Single events
  latest,
  'message-search': messageSearch,
} as const;

/** Type of {@link questions}. */
export type Questions = typeof questions;

/** Names of the ready-made questions. */
export type QuestionName = keyof Questions;
