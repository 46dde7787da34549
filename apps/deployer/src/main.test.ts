import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const hook = `import { registerHooks } from 'node:module';
registerHooks({ load: (url, context, next) => { process._rawDebug('loaded ' + url); return next(url, context); } });`;

/** Packages and own modules that a start of the command loads before it runs anything. */
function loadedBy(...args: readonly string[]): { readonly packages: readonly string[]; readonly own: readonly string[] } {
  const main = new URL('./main.ts', import.meta.url).pathname;
  const { stderr, status } = spawnSync(process.execPath, ['--conditions=@logex/source', '--import', `data:text/javascript,${encodeURIComponent(hook)}`, main, ...args], { encoding: 'utf8' });
  expect(status).toBe(0);
  const urls = [...stderr.matchAll(/^loaded file:(.+)$/gmu)].map(([, path]) => String(path));
  const packages = urls.flatMap((path) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(path)?.[1] ?? []);
  return { packages: [...new Set(packages)], own: urls.filter((path) => !path.includes('/node_modules/')) };
}

// Its time is measured by the bench; here stands what keeps it short.
test('help loads the parser of the command line and nothing that a command needs', () => {
  const { packages, own } = loadedBy('--help');

  expect(packages).toEqual(['commander']);
  expect(own.filter((path) => !path.includes('/apps/deployer/'))).toEqual([]);
  expect(own.length).toBeLessThan(10);
});

test('a command loads what it needs, which the same look sees', () => {
  expect(loadedBy('config', 'explain').packages).toContain('zod');
});
