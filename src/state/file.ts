import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { LowSync, type SyncAdapter } from 'lowdb';
import { TextFileSync } from 'lowdb/node';
import { createNumbers, type Kept, MOST_UPDATES } from './kept.ts';

/** A file is written anew when it holds so many times the numbers that count. */
const LONGEST = 20;

/** The numbers that stand in a file, one a line, as far as it can be read: a damaged line costs no start. */
function readNumbers(file: string): readonly number[] {
  try {
    return readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => /^\d{1,15}$/u.test(line))
      .map(Number);
  } catch {
    return [];
  }
}

/**
 * lowdb's adapter over a file of numbers, one a line. A new one is added at the end, in one short write that the
 * process may be killed behind; a file that has grown long is replaced by one of those that count.
 */
function numbersFile(file: string, most: number): SyncAdapter<number[]> {
  const whole = new TextFileSync(file);
  let lines = 0;
  let open: number | undefined;
  const replace = (numbers: readonly number[]) => {
    if (open !== undefined) closeSync(open);
    open = undefined;
    const latest = numbers.slice(-most);
    whole.write(latest.map((number) => `${number}\n`).join(''));
    lines = latest.length;
    open = openSync(file, 'a');
  };
  return {
    read: () => [...readNumbers(file)],
    write: (numbers) => {
      const added = numbers.at(-1);
      if (open === undefined || lines >= most * LONGEST) return replace(numbers);
      writeSync(open, `${added}\n`);
      lines += 1;
    },
  };
}

/**
 * Opens what is kept in a folder, which is made if it isn't there. Throws if it can't be made or written; what can't be
 * written later is told to `onFault`, and costs at most an answer given twice after a restart.
 */
export function openKept(folder: string, onFault: () => void): Kept {
  mkdirSync(folder, { recursive: true });
  const db = new LowSync<number[]>(numbersFile(join(folder, 'answered-updates.txt'), MOST_UPDATES), []);
  db.read();
  db.write();
  const note = (number: number) => {
    db.data.push(number);
    if (db.data.length > MOST_UPDATES * LONGEST) db.data = db.data.slice(-MOST_UPDATES);
    try {
      db.write();
    } catch {
      onFault();
    }
  };
  return { answeredUpdates: createNumbers(MOST_UPDATES, db.data, note) };
}
