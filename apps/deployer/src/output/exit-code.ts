/** Exit codes of `logex-deployer`. `finding`: the command ran, and something is not in order. */
export const exitCodes = { ok: 0, finding: 1, usage: 2, outside: 3, bug: 70 } as const;
