import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One npm workspace of the repository. */
export interface WorkspaceProject {
  /** Package name, such as `@logex/jobs`. */
  readonly name: string;
  /** Folder, relative to the workspace root. */
  readonly folder: string;
  /** Whether it is one of the private helpers in `tools/`. */
  readonly tool: boolean;
  /** Names that `package.json` declares as any kind of dependency. */
  readonly declared: ReadonlySet<string>;
  /** Folders of `tsconfig.build.json` references, relative to this project; absent without such a file. */
  readonly references?: readonly string[];
}

interface PackageFile {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

interface BuildConfig {
  readonly references?: readonly { readonly path: string }[];
}

/** Every project under `packages/`, `apps/` and `tools/` of the workspace at `root`, in order of folder. */
export function workspaceProjects(root: string): WorkspaceProject[] {
  const folders = globSync('{packages,apps,tools}/*/package.json', { cwd: root }).map((path) => path.replace(/\/package\.json$/u, ''));
  return folders.toSorted().map((folder) => workspaceProject(root, folder));
}

function workspaceProject(root: string, folder: string): WorkspaceProject {
  const file = readJson<PackageFile>(join(root, folder, 'package.json'));
  const build = join(root, folder, 'tsconfig.build.json');
  return {
    name: file.name,
    folder,
    tool: folder.startsWith('tools/'),
    declared: new Set(Object.keys({ ...file.dependencies, ...file.devDependencies, ...file.peerDependencies })),
    ...(existsSync(build) && { references: (readJson<BuildConfig>(build).references ?? []).map(({ path }) => path) }),
  };
}

function readJson<T>(path: string): T {
  return JSON.parse(readFileSync(path, 'utf8')) as T;
}
