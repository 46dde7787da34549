import { stringify } from 'yaml';
import { chartDigestUnknown } from '../errors.ts';
import { sourceText, type ChartRelease } from './chart-source.ts';

/** A run of `helm`. */
export interface HelmCommand {
  readonly arguments: readonly string[];
  /** What it reads from standard input; empty: nothing. */
  readonly input: string;
}

/** How a chart is rendered: fetched and checked where it is not a folder, then rendered. */
export interface HelmRender {
  /** Puts the archive into the folder; null for a chart that is a folder. */
  readonly pull: HelmCommand | null;
  /** Archive that `pull` leaves in the folder, and its SHA-256; null where the digest is not known. */
  readonly archive: { readonly file: string; readonly digest: string | null } | null;
  /** Prints the objects as YAML; asks no cluster. */
  readonly template: HelmCommand;
}

/**
 * The command lines that render a release, with `folder` for its archive. Nothing is run here.
 *
 * @throws LogexError `k8s/chart-digest-unknown` (usage) where `requireDigest` and the digest is null.
 */
export function helmRender(release: ChartRelease, options: { readonly folder: string; readonly kubernetesVersion: string; readonly requireDigest: boolean }): HelmRender {
  const { source, name, namespace, values } = release;
  const template = (chart: string): HelmCommand => ({
    arguments: ['template', name, chart, '--namespace', namespace, '--include-crds', '--no-hooks', '--skip-tests', '--kube-version', options.kubernetesVersion, '--values', '-'],
    input: stringify(values, { lineWidth: 0, aliasDuplicateObjects: false }),
  });
  if (source.kind === 'folder') return { pull: null, archive: null, template: template(source.path) };
  if (source.digest === null && options.requireDigest) throw chartDigestUnknown(sourceText(source), source.version);
  const chart = source.kind === 'oci' ? [source.reference] : [source.chart, '--repo', source.url];
  const file = `${source.kind === 'oci' ? source.reference.replace(/^.*\//u, '') : source.chart}-${source.version}.tgz`;
  return {
    pull: { arguments: ['pull', ...chart, '--version', source.version, '--destination', options.folder], input: '' },
    archive: { file, digest: source.digest },
    template: template(`${options.folder}/${file}`),
  };
}
