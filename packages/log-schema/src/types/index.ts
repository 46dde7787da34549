import { boolean } from './boolean.ts';
import { bytes } from './bytes.ts';
import { date } from './date.ts';
import { dictionary } from './dictionary.ts';
import { double } from './double.ts';
import { integer } from './integer.ts';
import { long } from './long.ts';
import { text } from './text.ts';
import { timestamp } from './timestamp.ts';

/** Every logical type, by name. */
export const logicalTypes = { text, bytes, integer, long, double, boolean, timestamp, date, dictionary } as const;
