import type { Removal } from '../plan/removal.ts';

/** What a destruction would take and leave, for people. */
export function destroyText(name: string, { destroyed, kept }: Pick<Removal, 'destroyed' | 'kept'>, done: boolean): string {
  const verb = done ? 'destroyed' : 'would destroy';
  const taken = destroyed.length === 0 ? `${name}: nothing to destroy` : [`${name}: ${verb} ${destroyed.length} resources`, ...destroyed.map((address) => `  -   ${address}`)].join('\n');
  if (kept.length === 0) return taken;
  const left = kept.map(({ address, because }) => `  =   ${address}: ${because}`);
  return [taken, '', `kept, ${kept.length} resources:`, ...left, '', "to destroy what holds data, name it: --allow-destroy='<address>', or --allow-destroy='*' for all of it"].join('\n');
}
