import { inventoryLabel } from '../object/metadata.ts';
import { objectName } from '../object/kube-object.ts';
import type { PolicyRule } from './policy-finding.ts';

const rule = 'owned-objects';

/** Every object says which project owns it, and no two are the same one. */
export const ownedObjects: PolicyRule = (objects, { project }) => {
  const names = objects.map((object) => `${object.apiVersion} ${objectName(object)}`);
  return objects.flatMap((object, place) => [
    ...(object.metadata?.labels?.[inventoryLabel] === project ? [] : [{ rule, object: objectName(object), message: `the label ${inventoryLabel} is not ${project}` }]),
    ...(names.indexOf(names[place] ?? '') === place ? [] : [{ rule, object: objectName(object), message: 'it is rendered twice' }]),
  ]);
};
