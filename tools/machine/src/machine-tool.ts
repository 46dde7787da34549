import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program of the machine that npm cannot bring. */
export interface MachineTool {
  /** What it is, for people. */
  readonly title: string;
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
  /** Why the machine does not have it; `undefined` where it has. */
  readonly missing: () => string | undefined;
}

/** The tools, by the names that `main.ts` takes. */
export const machineTools = {
  jdk: { title: 'JDK 17', packages: ['openjdk-17-jdk-headless'], missing: missingJdk },
  maven: { title: 'Maven', packages: ['maven'], missing: () => missingPrograms('mvn') },
  mariadb: { title: 'MariaDB', packages: ['mariadb-server-core', 'mariadb-client-core'], missing: () => missingPrograms('mariadbd', 'mariadb-install-db', 'mariadb') },
  python: { title: 'Python 3 with venv', packages: ['python3-venv'], missing: missingPython },
  registry: { title: 'an image registry', packages: ['docker-registry'], missing: () => missingPrograms('docker-registry') },
  buildah: { title: 'buildah', packages: ['buildah'], missing: () => missingPrograms('buildah') },
} satisfies Readonly<Record<string, MachineTool>>;

/** Name of a tool. */
export type MachineToolName = keyof typeof machineTools;

/** Whether `text` names a tool. */
export function isMachineToolName(text: string): text is MachineToolName {
  return Object.hasOwn(machineTools, text);
}

/** Folders where programs are looked for: the `PATH`, and where Debian puts servers. */
function programFolders(): string[] {
  return [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'].filter((folder) => folder !== '');
}

function missingPrograms(...names: readonly string[]): string | undefined {
  const absent = names.filter((name) => !programFolders().some((folder) => existsSync(join(folder, name))));
  return absent.length === 0 ? undefined : `there is no ${absent.join(', no ')}`;
}

/** Spark 3.5 and Hive 2.3 are tested on Java 17 and no other; the compiler is needed for the runner. */
function missingJdk(): string | undefined {
  const absent = missingPrograms('java', 'javac');
  if (absent !== undefined) return absent;
  const { stdout } = spawnSync('javac', ['-version'], { encoding: 'utf8' });
  return /^javac 17\b/u.test(stdout) ? undefined : `the first javac of the PATH is ${stdout.trim() || 'broken'}`;
}

function missingPython(): string | undefined {
  const absent = missingPrograms('python3');
  if (absent !== undefined) return absent;
  return spawnSync('python3', ['-c', 'import venv, ensurepip'], { stdio: 'ignore' }).status === 0 ? undefined : 'python3 has no venv';
}
