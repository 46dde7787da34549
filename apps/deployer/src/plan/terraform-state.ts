/** The part of `terraform show -json` of a state that is read. */
export interface TerraformState {
  readonly values?: {
    readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
    readonly root_module?: {
      readonly resources?: readonly {
        readonly address: string;
        readonly mode: string;
        readonly type: string;
        /** Whether its creation failed half way, so that the next plan would replace it. */
        readonly tainted?: boolean;
        /** Addresses of what it needs; without an index for resources that have one. */
        readonly depends_on?: readonly string[];
      }[];
    };
  };
}

/** A managed resource of a state. */
export type StateResource = NonNullable<NonNullable<NonNullable<TerraformState['values']>['root_module']>['resources']>[number];

/** The managed resources of a state; none when nothing was applied. */
export function stateResources({ values }: TerraformState): readonly StateResource[] {
  return (values?.root_module?.resources ?? []).filter(({ mode }) => mode === 'managed');
}
