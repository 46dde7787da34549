import { z } from 'zod';

const spans = ['minute', 'five-minutes', 'fifteen-minutes', 'hour', 'day'] as const;

/** Option of histograms: the span of time that a row covers. */
export const bucketOption = (span: (typeof spans)[number]) => z.enum(spans).default(span).describe('Span of time of a row, in UTC.');
