import { dailySummary } from './daily-summary.ts';
import { hourlyErrors } from './hourly-errors.ts';
import { httpTraffic } from './http-traffic.ts';
import { sourceActivity } from './source-activity.ts';
import { topErrors } from './top-errors.ts';
import { topIps } from './top-ips.ts';
import { topPaths } from './top-paths.ts';

/** Every aggregate, in the order in which they are computed. */
export const aggregates = [topErrors, topIps, topPaths, dailySummary, hourlyErrors, httpTraffic, sourceActivity] as const;
