// Builds dist/: compiles src/, then keeps a snapshot of data/. Run by `npm install` (prepare) and `npm run build`.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** The compiler's command, or undefined where it isn't installed (as after `npm install --omit=dev`). */
function findCompiler() {
  try {
    const manifest = createRequire(import.meta.url).resolve('typescript/package.json');
    return join(dirname(manifest), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}

/** Builds; returns whether there is a build now. */
export function build() {
  const compiler = findCompiler();
  if (compiler === undefined) {
    console.error('fineprint: TypeScript is not installed, so nothing was built; run `npm install` with development dependencies to build.');
    return false;
  }
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  for (const step of [[compiler, '-p', 'tsconfig.build.json'], [join('dist', 'cli', 'snapshot.js')]]) {
    const { status } = spawnSync(process.execPath, step, { cwd: ROOT, stdio: ['ignore', 2, 2] });
    if (status !== 0) return false;
  }
  return true;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const wanted = process.argv.includes('--if-possible') && findCompiler() === undefined;
  if (wanted) build();
  else process.exitCode = build() ? 0 : 1;
}
