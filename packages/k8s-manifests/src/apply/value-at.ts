/**
 * The value at a field as the API server names it, such as `spec.template.spec.containers[name="server"].image`; undefined where there
 * is none.
 */
export function valueAt(object: unknown, field: string): unknown {
  const steps = [...field.matchAll(/\[([^\]]*)\]|([^.[\]]+)/gu)];
  return steps.reduce<unknown>((node, [, selector, key]) => (selector === undefined ? member(node, key ?? '') : selected(node, selector)), object);
}

const member = (node: unknown, key: string): unknown => (typeof node === 'object' && node !== null ? (node as Readonly<Record<string, unknown>>)[key] : undefined);

function selected(node: unknown, selector: string): unknown {
  if (!Array.isArray(node)) return undefined;
  const conditions = [...selector.matchAll(/(\w+)=("[^"]*"|[^,]*)/gu)].map(([, key = '', value = '']) => [key, value.replaceAll('"', '')] as const);
  if (conditions.length === 0) return node[Number(selector)] as unknown;
  return node.find((item: unknown) => conditions.every(([key, value]) => String(member(item, key)) === value)) as unknown;
}
