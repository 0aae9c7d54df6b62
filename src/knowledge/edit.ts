import { Low } from 'lowdb';
import { canonical } from './canonical.ts';
import type { DataFiles } from './data.ts';
import { dataFolder } from './data-folder.ts';

/** What stands in a file that `kb new` made until a maintainer has written it. */
export const FILL_IN = 'FILL IN';

/** Reads a data folder, changes its files and writes those that changed; returns their paths. */
export async function editFiles(folder: string, change: (files: DataFiles) => DataFiles): Promise<readonly string[]> {
  const db = new Low<DataFiles>(dataFolder(folder), {});
  await db.read();
  const before = db.data;
  db.data = change(before);
  await db.write();
  return Object.keys(db.data).filter((path) => db.data[path] !== before[path]);
}

/** Every file in its canonical form; a file that isn't JSON stays as it is. */
export function formatted(files: DataFiles): DataFiles {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => {
      try {
        return [path, canonical(path, JSON.parse(text))];
      } catch {
        return [path, text];
      }
    }),
  );
}
