import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LowSync, type SyncAdapter } from 'lowdb';
import { TextFileSync } from 'lowdb/node';
import { StartError } from '../start-error.ts';
import { createNumbers, type Kept, MOST_UPDATES } from './kept.ts';

/** A file is written anew when it holds so many times the numbers that count. */
const LONGEST = 20;
/** So often it is looked whether the file is still there: what is written to one that was taken away is lost. */
const LOOK_MS = 1000;

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
  let looked = 0;
  const replace = (numbers: readonly number[]) => {
    if (open !== undefined) closeSync(open);
    open = undefined;
    mkdirSync(dirname(file), { recursive: true });
    const latest = numbers.slice(-most);
    whole.write(latest.map((number) => `${number}\n`).join(''));
    lines = latest.length;
    open = openSync(file, 'a');
  };
  return {
    read: () => [...readNumbers(file)],
    write: (numbers) => {
      const added = numbers.at(-1);
      const isDue = performance.now() - looked >= LOOK_MS;
      if (isDue) looked = performance.now();
      if (open === undefined || lines >= most * LONGEST || (isDue && !existsSync(file))) return replace(numbers);
      writeSync(open, `${added}\n`);
      lines += 1;
    },
  };
}

/** Reads and writes a database, so that it can be written later. Throws a StartError if it can't. */
function begin(db: LowSync<number[]>, folder: string): void {
  try {
    db.read();
    db.write();
  } catch (error) {
    const { code = 'unknown' } = Object(error);
    throw new StartError(`cannot write to the folder ${folder} (${code}): give the bot a folder of its own that it may write to, and set FINEPRINT_STATE to it`);
  }
}

/**
 * Opens what is kept in a folder, which is made if it isn't there. Throws a StartError if it can't be made or written; what
 * can't be written later is told to `onFault`, and costs at most an answer given twice after a restart.
 */
export function openKept(folder: string, onFault: () => void): Kept {
  const db = new LowSync<number[]>(numbersFile(join(folder, 'answered-updates.txt'), MOST_UPDATES), []);
  begin(db, folder);
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
