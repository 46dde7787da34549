/**
 * Spellings of a level that become another one; any other level is kept, in upper case.
 * Numbers are those of pino and bunyan (10 to 60).
 */
export const levelSpellings = {
  WARNING: 'WARN',
  ERR: 'ERROR',
  CRIT: 'CRITICAL',
  EMERG: 'EMERGENCY',
  INFORMATION: 'INFO',
  '10': 'TRACE',
  '20': 'DEBUG',
  '30': 'INFO',
  '40': 'WARN',
  '50': 'ERROR',
  '60': 'FATAL',
} as const;

/** Levels that count as an error in aggregates and questions. */
export const errorLevels = ['ERROR', 'FATAL', 'CRITICAL', 'ALERT', 'EMERGENCY', 'SEVERE', 'PANIC'] as const;
