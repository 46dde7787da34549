import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

/** A new project outside of the workspace. */
export interface InstallOptions {
  /** Folder that the project is made in. */
  readonly folder: string;
  /** What its `.npmrc` says. */
  readonly npmrc: string;
  /** Packages with or without a version, as `npm install` takes them. */
  readonly packages: readonly string[];
}

/** Makes an empty project and installs packages into it, as their users do: no workspace, no sources, no link. */
export async function installPackages({ folder, npmrc, packages }: InstallOptions): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'service', private: true, type: 'module' }));
  writeFileSync(join(folder, '.npmrc'), npmrc);
  const options = { strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true, module: 'nodenext', target: 'es2024', lib: ['es2024'], types: ['node'], noEmit: true, moduleDetection: 'force' };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  await runCommand('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...packages], { cwd: folder });
}
