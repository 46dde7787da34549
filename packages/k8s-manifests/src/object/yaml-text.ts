import { stringify } from 'yaml';
import type { KubeObject } from './kube-object.ts';

/** Objects as a stream of YAML documents, in their order; keys as they are declared, long text as blocks. */
export function yamlText(objects: readonly KubeObject[]): string {
  return objects.map((object) => stringify(object, { lineWidth: 0, aliasDuplicateObjects: false, singleQuote: true })).join('---\n');
}
