import { ingest } from '@logex/jobs';

/** Ingests a file into a new warehouse. */
export async function ingestFile({ input, warehouse }: { readonly input: string; readonly warehouse: string }): Promise<Record<string, number>> {
  const { lines, accepted, bytes } = await ingest({ input: [input], warehouse });
  return { lines, accepted, bytes };
}
