import type { ECRClient } from '@aws-sdk/client-ecr';
import { askAws } from './ask-aws.ts';

/** What a container tool needs to push to the registry of the account. */
export interface RegistryLogin {
  /** Host of the registry. */
  readonly registry: string;
  readonly username: string;
  /** A secret: it goes to standard input of a tool or into a header, and nowhere else. */
  readonly password: string;
  /** ISO 8601; twelve hours after it was given. */
  readonly expiresAt: string;
}

/** A repository of the account. */
export interface EcrRepository {
  readonly name: string;
  /** Address that images are pushed to and pulled from, without tag and digest. */
  readonly address: string;
  readonly tagsMove: boolean;
  readonly scansOnPush: boolean;
}

/** An image in a repository, or an index of images. */
export interface EcrImage {
  /** `sha256:` and 64 hexadecimal digits. */
  readonly digest: string;
  readonly tags: readonly string[];
  /** ISO 8601. */
  readonly pushedAt: string;
  /** Compressed, in bytes; of an index, without what it lists. */
  readonly bytes: number;
  readonly mediaType: string;
}

/** The image registry of an account in one region. Each call rejects with a LogexError of kind `outside`. */
export interface Ecr {
  readonly login: () => Promise<RegistryLogin>;
  /** Repositories whose name begins with `prefix`, by name. */
  readonly repositories: (prefix: string) => Promise<readonly EcrRepository[]>;
  /** Images of a repository, the newest first; undefined where there is no such repository. */
  readonly images: (repository: string) => Promise<readonly EcrImage[] | undefined>;
}

/** ECR in `region`, with the credentials of the environment. */
export function ecrIn(region: string): Ecr {
  return {
    login: () =>
      asked('signing in to ECR', 'ecr:GetAuthorizationToken', region, async (client) => {
        const { GetAuthorizationTokenCommand } = await import('@aws-sdk/client-ecr');
        const { authorizationData: [data] = [] } = await client.send(new GetAuthorizationTokenCommand({}));
        const [username = '', ...password] = Buffer.from(data?.authorizationToken ?? '', 'base64').toString().split(':');
        return {
          registry: (data?.proxyEndpoint ?? '').replace(/^https?:\/\//u, ''),
          username,
          password: password.join(':'),
          expiresAt: data?.expiresAt?.toISOString() ?? 'unknown',
        };
      }),
    repositories: (prefix) =>
      asked('listing the repositories of ECR', 'ecr:DescribeRepositories', region, async (client) => {
        const { paginateDescribeRepositories } = await import('@aws-sdk/client-ecr');
        const found: EcrRepository[] = [];
        for await (const { repositories = [] } of paginateDescribeRepositories({ client }, {})) {
          for (const { repositoryName: name = '', repositoryUri: address = '', imageTagMutability: tags, imageScanningConfiguration: scanning } of repositories) {
            if (name.startsWith(prefix)) found.push({ name, address, tagsMove: tags === 'MUTABLE', scansOnPush: scanning?.scanOnPush ?? false });
          }
        }
        return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      }),
    images: (repository) => asked(`listing the images of ${repository}`, 'ecr:DescribeImages', region, (client) => imagesOf(client, repository)),
  };
}

async function imagesOf(client: ECRClient, repositoryName: string): Promise<readonly EcrImage[] | undefined> {
  const { paginateDescribeImages, RepositoryNotFoundException } = await import('@aws-sdk/client-ecr');
  const found: EcrImage[] = [];
  try {
    for await (const { imageDetails = [] } of paginateDescribeImages({ client }, { repositoryName })) {
      for (const { imageDigest: digest = '', imageTags: tags = [], imagePushedAt: pushedAt, imageSizeInBytes: bytes = 0, imageManifestMediaType: mediaType = 'unknown' } of imageDetails) {
        found.push({ digest, tags: tags.toSorted(), pushedAt: pushedAt?.toISOString() ?? 'unknown', bytes, mediaType });
      }
    }
  } catch (error) {
    if (error instanceof RepositoryNotFoundException) return undefined;
    throw error;
  }
  return found.toSorted((a, b) => (a.pushedAt > b.pushedAt ? -1 : Number(a.pushedAt < b.pushedAt)));
}

async function asked<Answer>(act: string, action: string, region: string, ask: (client: ECRClient) => Promise<Answer>): Promise<Answer> {
  const { ECRClient } = await import('@aws-sdk/client-ecr');
  return askAws(new ECRClient({ region, maxAttempts: 3 }), act, action, ask);
}
