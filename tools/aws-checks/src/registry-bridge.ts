import { readFileSync } from 'node:fs';
import { request } from 'node:https';
import type { ImageRegistry } from './image-registry.ts';
import type { AwsCall } from './moto-gaps.ts';

/** Registry host of moto's account. */
const motoHost = '123456789012.dkr.ecr.us-east-1.amazonaws.com';

const types = ['application/vnd.oci.image.index.v1+json', 'application/vnd.docker.distribution.manifest.list.v2+json', 'application/vnd.oci.image.manifest.v1+json', 'application/vnd.docker.distribution.manifest.v2+json'];

/**
 * Joins moto's ECR, which has no registry, to a real one: addresses name it, and the images of a repository are those that were pushed
 * there.
 */
export async function bridgedAnswer(registry: ImageRegistry, { authorization, target, body }: AwsCall, answer: string): Promise<string> {
  if (!authorization.includes('/ecr/')) return answer;
  if (target?.endsWith('.DescribeImages') !== true) return answer.replaceAll(motoHost, registry.host);
  const { repositoryName: name } = JSON.parse(body) as { repositoryName: string };
  const { tags } = JSON.parse((await ask(registry, `${name}/tags/list`)).body || '{}') as { tags?: readonly string[] | null };
  const images = new Map<string, { readonly imageTags: string[]; readonly [member: string]: unknown }>();
  for (const tag of tags ?? []) {
    const { headers, body: manifest } = await ask(registry, `${name}/manifests/${tag}`);
    const imageDigest = String(headers['docker-content-digest']);
    const others = images.get(imageDigest)?.imageTags ?? [];
    images.set(imageDigest, { imageDigest, imageTags: [...others, tag], imagePushedAt: 1_764_000_000, imageSizeInBytes: manifest.length, imageManifestMediaType: headers['content-type'] });
  }
  return JSON.stringify({ imageDetails: [...images.values()] });
}

function ask({ host, env }: ImageRegistry, path: string): Promise<{ readonly headers: Readonly<Record<string, unknown>>; readonly body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request(`https://${host}/v2/${path}`, { ca: readFileSync(env.SSL_CERT_FILE), auth: 'AWS:123456789012-auth-token', headers: { accept: types.join(', ') } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ headers: answer.headers, body: answer.statusCode === 200 ? Buffer.concat(parts).toString() : '' }));
    });
    asked.on('error', reject).end();
  });
}
