import type { ContainerTool } from '../engines/container-tool-name.ts';
import type { ToolCommand } from '../engines/container-tool.ts';

/** One image to build. */
export interface BuildRequest {
  readonly tool: ContainerTool;
  /** Target of the Dockerfile. */
  readonly target: string;
  /** Folder with the Dockerfile. */
  readonly folder: string;
  /** Repository, without tag. */
  readonly address: string;
  readonly tag: string;
  /** Such as `linux/amd64`. */
  readonly platforms: readonly string[];
  /** References with digests by argument. */
  readonly baseImages: Readonly<Record<string, string>>;
  readonly push: boolean;
}

/** The commands that build an image for all its platforms, and push it where that is asked for. */
export function buildCommands(request: BuildRequest): readonly ToolCommand[] {
  return request.tool === 'docker' ? [dockerBuild(request)] : manifestBuild(request);
}

const shared = ({ target, platforms, baseImages }: BuildRequest): readonly string[] => [
  '--platform',
  platforms.join(','),
  '--target',
  target,
  ...Object.entries(baseImages).flatMap(([name, reference]) => ['--build-arg', `${name}=${reference}`]),
];

/** Without attestations: they would make an index of a single image, and scanners of registries stumble over them. */
function dockerBuild(request: BuildRequest): ToolCommand {
  const { address, tag, platforms, push, folder } = request;
  const end = push ? ['--push'] : platforms.length === 1 ? ['--load'] : [];
  return { program: 'docker', args: ['buildx', 'build', ...shared(request), '--provenance=false', '--tag', `${address}:${tag}`, ...end, folder] };
}

const localList = (tag: string): string => `localhost/logex:${tag}`;

/** Name of an image on this machine that was built and not pushed. */
export const localName = ({ tool, address, tag }: Pick<BuildRequest, 'tool' | 'address' | 'tag'>): string => (tool === 'docker' ? `${address}:${tag}` : localList(tag));

/** Podman and buildah gather platforms in a local list, which a run before may have left. */
function manifestBuild(request: BuildRequest): readonly ToolCommand[] {
  const { tool: program, address, tag, push, folder } = request;
  const local = localList(tag);
  return [
    { program, args: ['manifest', 'rm', local], mayFail: true },
    { program, args: ['build', ...shared(request), '--manifest', local, folder] },
    ...(push ? [{ program, args: ['manifest', 'push', '--all', local, `docker://${address}:${tag}`] }] : []),
  ];
}
