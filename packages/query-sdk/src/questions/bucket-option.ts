import { z } from 'zod';

/** Option of histograms: the span of time that a row covers. */
export const bucketOption = z.enum(['minute', 'hour', 'day']).default('hour').describe('Span of time of a row, in UTC.');
