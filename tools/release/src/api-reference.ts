import { join } from 'node:path';
import { Application, type TypeDocOptions } from 'typedoc';
import { packageEntries } from './package-entries.ts';
import { releasedPackages } from './released-packages.ts';

/** A reference of everything that is exported, or what is wrong with it. */
export interface ApiReferenceOptions {
  readonly root: string;
  /** Folder for the pages. @default none is written, only checked */
  readonly out?: string;
}

/**
 * Makes the reference of the exports of all packages out of their doc comments.
 *
 * @throws Error where a link leads nowhere, or where an exported name speaks of one that is not; what it is was printed before.
 */
export async function makeApiReference({ root, out }: ApiReferenceOptions): Promise<void> {
  const options: TypeDocOptions = {
    name: 'LogEx',
    entryPoints: releasedPackages(root).flatMap((released) => packageEntries(root, released).map(({ source }) => source)),
    tsconfig: join(root, 'tsconfig.json'),
    basePath: root,
    readme: 'none',
    disableSources: true,
    excludeExternals: true,
    excludePrivate: true,
    // Types are checked by the compiler, as the target `typecheck`.
    skipErrorChecking: true,
    validation: { invalidLink: true, invalidPath: true, notExported: true, rewrittenLink: true },
    logLevel: 'Warn',
  };
  const app = await Application.bootstrap(options);
  const project = await app.convert();
  if (project !== undefined) app.validate(project);
  if (project === undefined || app.logger.hasErrors() || app.logger.hasWarnings()) throw new Error('the reference is not in order; see above');
  if (out !== undefined) await app.generateDocs(project, out);
}
