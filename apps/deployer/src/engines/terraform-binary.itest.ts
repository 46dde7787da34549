import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@logex/testing';
import { expect, test } from 'vitest';
import { findTerraform } from './terraform-binary.ts';

/** A program that knows nothing but its version, as an old release would tell it. */
function binary(name: string, version: string, folder: string = temporaryFolder()): string {
  const path = join(folder, name);
  writeFileSync(path, `#!/bin/sh\necho '{"terraform_version":"${version}"}'\n`);
  chmodSync(path, 0o755);
  return path;
}

test('takes what LOGEX_TERRAFORM names, terraform or tofu', async () => {
  for (const product of ['terraform', 'tofu'] as const) {
    const command = binary(product, '1.10.6');
    expect(await findTerraform({ LOGEX_TERRAFORM: command })).toEqual({ command, product, version: '1.10.6' });
  }
});

test('takes tofu from the path where there is no terraform, and terraform where there are both', async () => {
  const folder = temporaryFolder();
  binary('tofu', '1.11.0', folder);
  expect(await findTerraform({ PATH: `${folder}:/bin` })).toMatchObject({ product: 'tofu' });

  binary('terraform', '1.12.0', folder);
  expect(await findTerraform({ PATH: `${folder}:/bin` })).toMatchObject({ product: 'terraform' });
});

test('fails when the version is too old to lock state in S3, and tells which is needed', async () => {
  for (const product of ['terraform', 'tofu']) {
    await expect(findTerraform({ LOGEX_TERRAFORM: binary(product, '1.9.8') })).rejects.toMatchObject({
      code: 'deployer/engine-too-old', kind: 'outside', message: expect.stringContaining('version 1.9.8; needed is 1.10.0 or newer') as string, hint: expect.stringContaining('LOGEX_TERRAFORM') as string,
    });
  }
});

test('fails when there is none', async () => {
  await expect(findTerraform({ PATH: temporaryFolder() })).rejects.toMatchObject({ code: 'deployer/engine-missing', hint: expect.stringMatching(/terraform.*OpenTofu/u) as string });
});
