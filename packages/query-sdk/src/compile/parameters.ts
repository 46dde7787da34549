import type { ParameterNode, ParameterValue } from '../nodes/parameter-node.ts';

/** Collects bound values while a query is rendered, and gives the placeholder of each: `{p1:String}`. */
export class Parameters {
  readonly #values: Record<string, ParameterValue> = {};
  #count = 0;

  /** The placeholder that stands for the value in the text. */
  bind({ type, value }: ParameterNode): string {
    this.#count += 1;
    const name = `p${this.#count}`;
    this.#values[name] = value;
    return `{${name}:${type}}`;
  }

  /** Every value by the name of its placeholder, frozen. */
  values(): Readonly<Record<string, ParameterValue>> {
    return Object.freeze({ ...this.#values });
  }
}
