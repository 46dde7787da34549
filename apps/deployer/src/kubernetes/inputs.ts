import type { ChartSource } from '@logex/k8s-manifests';
import { z } from 'zod';
import type { InputFile } from './input-file.ts';

const sha256 = z.string().regex(/^sha256:[0-9a-f]{64}$/u);

/** Digests of images by name, as building and mirroring write them. */
export const imageDigests: InputFile<Readonly<Record<string, string>>> = {
  option: '--images',
  name: 'logex.images.json',
  what: 'an object of image name and digest (sha256: and 64 hexadecimal digits)',
  schema: z.record(z.string(), sha256),
};

const plans = z.array(z.object({ file: z.string().regex(/^[a-z0-9_.-]+\.json$/u), plan: z.unknown() })).min(1);

/** Compiled plans of the jobs; texts may have the holes `${warehouse}`, `${metastore}` and `${input}`. */
export const jobManifest: InputFile<{ readonly version: 1; readonly jobs: Readonly<Partial<Record<'create-schema' | 'ingest' | 'aggregate' | 'maintain', z.infer<typeof plans>>>> }> = {
  option: '--jobs',
  name: 'logex.jobs.json',
  what: 'the compiled jobs: { version: 1, jobs: { ingest: [{ file, plan }], … } }',
  schema: z.object({ version: z.literal(1), jobs: z.object({ 'create-schema': plans.exactOptional(), ingest: plans.exactOptional(), aggregate: plans.exactOptional(), maintain: plans.exactOptional() }) }),
};

const digest = z.string().regex(/^[0-9a-f]{64}$/u).nullable();
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('repository'), url: z.url(), chart: z.string(), version: z.string(), digest }),
  z.object({ kind: z.literal('oci'), reference: z.string().startsWith('oci://'), version: z.string(), digest }),
  z.object({ kind: z.literal('folder'), path: z.string() }),
]);

/** Where charts come from, for sites that have them elsewhere; what is not named keeps its default. */
export const chartSources: InputFile<Readonly<Partial<Record<'spark-operator' | 'external-secrets' | 'cluster-autoscaler', ChartSource>>>> = {
  option: '--charts',
  name: 'logex.charts.json',
  what: 'an object of chart name and its source: a repository, an OCI reference or a folder, with version and SHA-256',
  schema: z.strictObject({ 'spark-operator': source.exactOptional(), 'external-secrets': source.exactOptional(), 'cluster-autoscaler': source.exactOptional() }),
};

/** What `terraform output -json` printed after phase 1. */
export const phaseOneOutputs: InputFile<unknown> = {
  option: '--outputs',
  name: 'logex.outputs.json',
  what: "the answer of 'terraform output -json' in the work folder of phase 1",
  schema: z.unknown(),
};
