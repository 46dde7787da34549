import { errorRate } from './error-rate.ts';
import { httpTraffic } from './http-traffic.ts';
import { latest } from './latest.ts';
import { levelOverview } from './level-overview.ts';
import { messageSearch } from './message-search.ts';
import { requestHistogram } from './request-histogram.ts';
import { topErrorSources } from './top-error-sources.ts';
import { topErrors } from './top-errors.ts';
import { topIps } from './top-ips.ts';
import { topPaths } from './top-paths.ts';

/** Every ready-made question by its name, in the order in which they are listed. */
export const questions = {
  'level-overview': levelOverview,
  'top-error-sources': topErrorSources,
  'top-errors': topErrors,
  'error-rate': errorRate,
  'http-traffic': httpTraffic,
  'top-ips': topIps,
  'top-paths': topPaths,
  'request-histogram': requestHistogram,
  latest,
  'message-search': messageSearch,
} as const;

/** Type of {@link questions}. */
export type Questions = typeof questions;

/** Names of the ready-made questions. */
export type QuestionName = keyof Questions;
