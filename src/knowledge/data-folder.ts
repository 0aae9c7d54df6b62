import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Adapter } from 'lowdb';
import { TextFile } from 'lowdb/node';
import type { DataFiles } from './data.ts';
import { listFiles } from './manifest.ts';

/**
 * lowdb's adapter over a data folder: reads every JSON file as text, writes the ones that changed, each atomically.
 * Files that are not named in what is written stay as they are.
 */
export function dataFolder(folder: string): Adapter<DataFiles> {
  let last: DataFiles = {};
  return {
    async read() {
      const entries = (await listFiles(folder)).map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const);
      last = Object.fromEntries(await Promise.all(entries));
      return last;
    },
    async write(files) {
      for (const [path, text] of Object.entries(files)) {
        if (last[path] === text) continue;
        const file = join(folder, path);
        await mkdir(dirname(file), { recursive: true });
        await new TextFile(file).write(text);
      }
      last = files;
    },
  };
}
