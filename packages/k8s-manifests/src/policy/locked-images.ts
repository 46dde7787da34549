import { placeholderDigest } from '../images/image-lock.ts';
import { containersOf, podsOf } from './pods.ts';
import type { PolicyFinding, PolicyRule } from './policy-finding.ts';

const rule = 'locked-images';

/** Every image is of the lock list and named by its digest; a placeholder passes only where the list allows it. */
export const lockedImages: PolicyRule = (objects, { images }) => {
  const repositories = new Set(Object.values(images.images).map(({ repository }) => repository));
  return podsOf(objects).flatMap((pod) =>
    containersOf(pod).flatMap(({ image = pod.image ?? '', name }): PolicyFinding[] => {
      const [repository = '', digest] = image.split('@');
      const finding = (message: string): PolicyFinding[] => [{ rule, object: pod.object, message: `container ${name} runs '${image}', ${message}` }];
      if (digest === undefined) return finding('which has no digest: a tag may move');
      if (digest === placeholderDigest && images.unknownDigest !== 'placeholder') return finding('whose digest stands for one that is not known');
      if (!repositories.has(repository)) return finding('which is not in the lock list');
      return [];
    }),
  );
};
