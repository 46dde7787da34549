const units: readonly (readonly [name: string, seconds: number])[] = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
];

/** A length of time in its largest fitting unit: `45 s`, `7 min`, `3 h`, `2 d`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const [name, size] = units.find(([, length]) => seconds >= length * 2) ?? ['s', 1];
  return `${Math.floor(seconds / size)} ${name}`;
}

/** How long ago a moment (ISO 8601) was. */
export const ago = (moment: string, now: Date): string => `${duration(now.getTime() - new Date(moment).getTime())} ago`;

/** Bytes in decimal units. */
export function byteText(bytes: number): string {
  const scale = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;
  const place = bytes < 1000 ? 0 : Math.min(scale.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${place === 0 ? bytes : (bytes / 1000 ** place).toFixed(1)} ${scale[place]}`;
}
