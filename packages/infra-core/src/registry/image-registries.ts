import { EcrLifecyclePolicy } from '@cdktf/provider-aws/lib/ecr-lifecycle-policy/index.js';
import { EcrRepository } from '@cdktf/provider-aws/lib/ecr-repository/index.js';
import { Construct } from 'constructs';
import { textNotAllowed } from '../errors.ts';
import { physicalName } from '../naming.ts';
import type { Removal, StatefulPart } from '../removal.ts';
import { componentTags } from '../tags.ts';
import { checkList, checkWhole } from '../validations.ts';
import { defaultMirroredImages } from './default-mirrored-images.ts';
import type { ImageSettings } from './image-settings.ts';

/** What the repositories are made from. */
export interface ImageRegistriesProps extends ImageSettings {
  readonly projectName: string;
  /**
   * Whether each repository may be destroyed with its images, by id: an image's name, or `mirror-<name>`.
   * @default 'guard' for all
   */
  readonly removal?: (id: string) => Removal;
}

/** Private repositories for every image that the cluster pulls: tags never move, and pushed images are scanned. */
export class ImageRegistries extends Construct {
  /** Repository address by name of a built image. */
  readonly built: Readonly<Record<string, string>>;
  /** Repository address by name of a mirrored image. */
  readonly mirrored: Readonly<Record<string, string>>;
  readonly stateful: readonly StatefulPart[];

  constructor(scope: Construct, id: string, props: ImageRegistriesProps) {
    super(scope, id);
    physicalName(props.projectName);
    const built = checkList('images.built', props.built ?? ['spark', 'hive-metastore']).map((name) =>
      this.#repository(props, name, name, `images of ${name}`),
    );
    const mirrored = (props.mirrored ?? defaultMirroredImages).map(({ name, upstream }) =>
      this.#repository(props, name, `mirror/${name}`, `a copy of ${upstream}`),
    );
    checkList('images.mirrored', ['-', ...mirrored.map(({ name }) => name)]);
    this.built = Object.fromEntries(built.map(({ name, url }) => [name, url]));
    this.mirrored = Object.fromEntries(mirrored.map(({ name, url }) => [name, url]));
    this.stateful = [...built, ...mirrored].map(({ part }) => part);
  }

  #repository(props: ImageRegistriesProps, name: string, path: string, holds: string): { name: string; url: string; part: StatefulPart } {
    const id = checkRepository(path).replaceAll('/', '-');
    const allowRemoval = props.removal?.(id) === 'allow';
    const repositoryName = `${props.projectName}/${path}`;
    const resource = new EcrRepository(this, id, {
      name: repositoryName,
      imageTagMutability: 'IMMUTABLE',
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: 'AES256' }],
      forceDelete: allowRemoval,
      tags: componentTags('images', repositoryName),
      lifecycle: { preventDestroy: !allowRemoval },
    });
    const keep = checkWhole('images.keepImages', props.keepImages ?? 50, 1, 1000, 'a repository that keeps no image is of no use');
    const policy = new EcrLifecyclePolicy(this, `${id}-expiry`, { repository: resource.name, policy: expiryPolicy(keep) });
    return { name, url: resource.repositoryUrl, part: { resource, holds, settings: [policy] } };
  }
}

function expiryPolicy(keep: number): string {
  const expire = { type: 'expire' };
  return JSON.stringify({
    rules: [
      {
        rulePriority: 1,
        description: 'Untagged images expire after a week',
        selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 7 },
        action: expire,
      },
      {
        rulePriority: 2,
        description: `The newest ${keep} images stay`,
        selection: { tagStatus: 'any', countType: 'imageCountMoreThan', countNumber: keep },
        action: expire,
      },
    ],
  });
}

function checkRepository(path: string): string {
  if (/^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/?)+$/u.test(path) && !path.endsWith('/')) return path;
  throw textNotAllowed('images', path, 'repository names of lower-case letters, digits, dots, dashes and underscores', 'leave out registry host, tag and digest');
}
