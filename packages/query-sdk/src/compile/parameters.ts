import type { ParameterNode, ParameterValue } from '../nodes/parameter-node.ts';

/** Collects bound values while a query is rendered, and gives the placeholder of each: `{p1:String}`. Equal values share one. */
export class Parameters {
  readonly #values: Record<string, ParameterValue> = {};
  readonly #names = new Map<unknown, string>();

  /** The placeholder that stands for the value in the text. */
  bind(node: ParameterNode): string {
    const { type, value } = node;
    const key = typeof value === 'object' ? node : `${type} ${typeof value} ${String(value)}`;
    let name = this.#names.get(key);
    if (name === undefined) {
      name = `p${this.#names.size + 1}`;
      this.#names.set(key, name);
      this.#values[name] = value;
    }
    return `{${name}:${type}}`;
  }

  /** Every value by the name of its placeholder, frozen. */
  values(): Readonly<Record<string, ParameterValue>> {
    return Object.freeze({ ...this.#values });
  }
}
