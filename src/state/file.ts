import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { Kept, KeptStore } from './kept.ts';

const EMPTY: Kept = { answeredUpdates: [] };

function isNumbers(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

/** What stands in a file, as far as it can be read: a damaged file costs no start. */
function toKept(read: unknown): Kept {
  const ids = typeof read === 'object' && read !== null && 'answeredUpdates' in read ? read.answeredUpdates : undefined;
  return { answeredUpdates: isNumbers(ids) ? ids : EMPTY.answeredUpdates };
}

/** Opens what is kept in a folder, which is made if it isn't there. Rejects if it can't be made or written. */
export async function openKept(folder: string): Promise<KeptStore> {
  await mkdir(folder, { recursive: true });
  const db = new Low<unknown>(new JSONFile(join(folder, 'kept.json')), EMPTY);
  await db.read().catch(() => {
    db.data = EMPTY;
  });
  let kept = toKept(db.data);
  let dirty = true;
  let writing: Promise<void> | undefined;
  const write = async () => {
    while (dirty) {
      dirty = false;
      db.data = kept;
      await db.write();
    }
    writing = undefined;
  };
  const flush = () => {
    writing ??= write();
    return writing;
  };
  await flush();
  return {
    read: () => kept,
    change: (change) => {
      kept = change(kept);
      dirty = true;
      flush().catch(() => {
        writing = undefined;
      });
    },
    flush,
  };
}
