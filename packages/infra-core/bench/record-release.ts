import { writeFileSync } from 'node:fs';
import { configurationNames, configurations } from '../src/__fixtures__/configurations.ts';
import { synthesizeFoundation } from '../src/foundation.ts';
import { releaseRecord } from '../src/recorded/replacements.ts';

// Run at a release, after its tests: what the next releases are compared with.
const records = Object.fromEntries(configurationNames.map((name) => [name, releaseRecord(synthesizeFoundation(configurations[name]).terraformJson)]));
const file = new URL('../src/recorded/last-release.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(records, null, 2)}\n`);
