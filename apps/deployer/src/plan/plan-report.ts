/** What happens to a resource. `forget`: it stays, and Terraform no longer knows it. */
export type ChangeAction = 'create' | 'update' | 'replace' | 'destroy' | 'forget';

/** One change of a plan. */
export interface PlannedChange {
  readonly address: string;
  readonly type: string;
  readonly action: ChangeAction;
  /** What the resource holds, when it holds data. */
  readonly holds?: string;
  /** Attributes that change, for an update; attributes that force it, for a replacement. */
  readonly attributes: readonly string[];
}

/** Changes of one component. */
export interface ComponentChanges {
  readonly component: string;
  readonly title: string;
  readonly changes: readonly PlannedChange[];
}

/** How many resources each action takes. */
export type ChangeCounts = Readonly<Record<ChangeAction | 'unchanged', number>>;

/** A plan, told by what its changes mean. */
export interface PlanReport {
  readonly stack: string;
  /** True when it compares with nothing: no account was asked, so everything is to be created. */
  readonly dryRun: boolean;
  readonly components: readonly ComponentChanges[];
  readonly counts: ChangeCounts;
  /** Changes that destroy or replace what holds data. */
  readonly dangers: readonly PlannedChange[];
}
