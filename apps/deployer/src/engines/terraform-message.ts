/** A complaint of Terraform. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail: string;
  readonly address?: string;
}

/** What one line of Terraform's `-json` output tells, as far as the deployer needs it. */
export type TerraformMessage =
  | { readonly type: 'started' | 'finished' | 'failed'; readonly address: string; readonly action: string; readonly seconds: number }
  | { readonly type: 'planned'; readonly address: string; readonly action: string }
  | { readonly type: 'complaint'; readonly diagnostic: Diagnostic }
  | { readonly type: 'other' };

interface RawMessage {
  readonly type?: string;
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string; readonly elapsed_seconds?: number };
  readonly change?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
  readonly diagnostic?: Partial<Diagnostic>;
}

const hooks = { apply_start: 'started', apply_complete: 'finished', apply_errored: 'failed' } as const;

/** Reads one line of the stream; a line that is no JSON is `other`. */
export function terraformMessage(line: string): TerraformMessage {
  const raw = parsed(line);
  const hook = hooks[raw.type as keyof typeof hooks];
  if (hook !== undefined) {
    return { type: hook, address: raw.hook?.resource?.addr ?? 'unknown', action: raw.hook?.action ?? 'unknown', seconds: raw.hook?.elapsed_seconds ?? 0 };
  }
  if (raw.type === 'planned_change') return { type: 'planned', address: raw.change?.resource?.addr ?? 'unknown', action: raw.change?.action ?? 'unknown' };
  if (raw.type !== 'diagnostic' || raw.diagnostic === undefined) return { type: 'other' };
  const { severity, summary, detail, address } = raw.diagnostic;
  return {
    type: 'complaint',
    diagnostic: { severity: severity ?? 'error', summary: summary ?? '', detail: detail ?? '', ...(address === undefined ? {} : { address }) },
  };
}

function parsed(line: string): RawMessage {
  try {
    return JSON.parse(line) as RawMessage;
  } catch {
    return {};
  }
}
