import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { makeApiReference } from './api-reference.ts';
import { releaseLocally } from './release-locally.ts';
import { runCommand } from './run-command.ts';

const root = join(import.meta.dirname, '../../..');
const program = new Command('release').description('Releases the packages.');

program.command('local')
  .description('starts a registry on this machine, versions and publishes all packages there, and keeps it up until Ctrl+C; the checkout stays as it is')
  .option('--port <port>', 'port of the registry on 127.0.0.1', '4873')
  .option('--once', 'end as soon as all is published')
  .action(async ({ port, once }: { readonly port: string; readonly once?: boolean }) => {
    const folder = mkdtempSync(join(tmpdir(), 'logex-release-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const { registry, packages } = await releaseLocally({ root, folder, port: Number(port), show: true });
    console.log(`\nPublished on ${registry.url}\n${packages.map(({ name, version }) => `  ${name}@${version}`).join('\n')}`);
    console.log(`\nTo install from it, put this into the .npmrc of a project:\n\n${registry.npmrc}`);
    if (once !== true) await new Promise((resolve) => process.once('SIGINT', resolve));
    await registry.close();
    process.exit();
  });

program.command('publish')
  .description('builds everything anew, then releases what has version plans to the registry that .npmrc names')
  .option('--dry-run', 'show what would happen, change nothing')
  .option('--built', 'take what is built as it is')
  .action(async ({ dryRun = false, built = false }: { readonly dryRun?: boolean; readonly built?: boolean }) => {
    const tsc = (...args: readonly string[]): Promise<string> => runCommand(process.execPath, [join(root, 'node_modules/typescript/lib/tsc.js'), '-b', ...args], { cwd: root, show: true });
    if (!built) {
      await tsc('--clean');
      await tsc();
    }
    process.chdir(root);
    const { releasePackages } = await import('./release-packages.ts');
    await releasePackages({ root, dryRun });
    // Nx keeps a handle open.
    process.exit();
  });

program.command('reference')
  .description('makes the reference of all exports out of their doc comments, as pages in dist/api')
  .action(async () => {
    await makeApiReference({ root, out: join(root, 'dist/api') });
    console.log('dist/api/index.html');
  });

await program.parseAsync();
