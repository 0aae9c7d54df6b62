import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dataPlace } from '../config.ts';
import { jsonSchemas } from '../knowledge/json-schemas.ts';

/** Writes data/schema/: run after a change of src/knowledge/schema.ts. */
const folder = join(dataPlace().folder, 'schema');
await mkdir(folder, { recursive: true });
for (const [name, text] of Object.entries(jsonSchemas())) await writeFile(join(folder, name), text);
