import { changeName, consumers, type SchemaChange } from '../evolution/schema-change.ts';
import { isBreaking, verdictsOf } from '../evolution/verdicts.ts';

const step = ({ from, to }: SchemaChange): string => {
  if (from !== undefined && to !== undefined) return `: ${from} → ${to}`;
  return from === undefined && to === undefined ? '' : `: ${from === undefined ? `${to}` : `was ${from}`}`;
};

/** A change for the terminal: one line, and under a breaking one a line for each consumer that it breaks. */
export function changeText(change: SchemaChange): string {
  const verdicts = verdictsOf(change);
  const broken = consumers.filter((consumer) => !verdicts[consumer].safe);
  const first = `${isBreaking(change) ? 'breaking' : 'safe    '}  ${changeName(change)}${step(change)}`;
  return [first, ...broken.map((consumer) => `            ${consumer}: ${verdicts[consumer].reason}`)].join('\n');
}

/** Changes for `--json`: each with its verdicts. */
export function changeFacts(changes: readonly SchemaChange[]): object[] {
  return changes.map((change) => ({ change: changeName(change), ...change, breaking: isBreaking(change), verdicts: verdictsOf(change) }));
}
