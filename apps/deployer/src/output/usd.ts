/** US dollars with two decimals: `$12.30`. */
export function usd(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
