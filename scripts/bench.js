// Runs a bench from compiled code, as the bot itself runs: `node scripts/bench.js engine`.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from './build.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const run = (...args) => spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit' }).status ?? 1;

process.exitCode = build() ? run(compiler, '-p', 'tsconfig.bench.json') || run('--expose-gc', join('dist', 'bench', 'bench', `${process.argv[2]}.js`)) : 1;
