// Runs a built command: `node scripts/run.js cli/ask …`. Builds first where src/ is newer than dist/.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from './build.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const [command = ''] = process.argv.splice(2, 1);
const built = join(ROOT, 'dist', `${command}.js`);

/** When the newest file of a folder was changed, in milliseconds. */
function newest(folder) {
  return Math.max(0, ...readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}

const missing = !existsSync(built);
const src = join(ROOT, 'src');
if (missing || (existsSync(src) && newest(src) > statSync(built).mtimeMs)) {
  console.error(`fineprint: ${missing ? 'not built yet' : 'src/ is newer than the build'}, building…`);
  if (!build()) {
    console.error(missing ? 'fineprint: there is no build to run.' : 'fineprint: the build failed, so what runs is older than src/.');
    if (missing) process.exit(1);
  }
}
process.argv[1] = built;
await import(pathToFileURL(built).href);
