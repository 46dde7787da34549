/** Every {@link PiiAction}, the strictest first. */
export const piiActions = ['drop', 'hash', 'mask'] as const;

/**
 * How values of a column that tell of a person are kept. `drop`: not at all. `hash`: as the salted SHA-256 of the value, so that equal values
 * stay equal. `mask`: cut to what is common to many.
 */
export type PiiAction = (typeof piiActions)[number];
