import type { Brand } from './brand.ts';

/** A whole day in UTC, `YYYY-MM-DD`; days compare as strings do. */
export type Day = Brand<string, 'Day'>;

/** The months as English writes them. */
export const MONTHS: readonly string[] = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const WRITTEN = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/u;

function isDay(text: string): text is Day {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/u.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** How many days a month (1 to 12) has. */
export function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` means (its first), or undefined where there is no such day. */
export function firstDay(written: string): Day | undefined {
  const parts = WRITTEN.exec(written);
  if (!parts) return undefined;
  const day = `${parts[1]}-${parts[2] ?? '01'}-${parts[3] ?? '01'}`;
  return isDay(day) ? day : undefined;
}

/** The last day that `YYYY`, `YYYY-MM` or `YYYY-MM-DD` may mean, or undefined where there is no such day. */
export function lastDay(written: string): Day | undefined {
  const first = firstDay(written);
  if (first === undefined || written.length > 7) return first;
  const [year = 0, month = 12] = written.split('-').map(Number);
  return toDay(year, month, daysIn(year, month));
}

/** The day a number of months later; the last of the month where that month is shorter. */
export function monthsLater(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const count = year * 12 + (month - 1) + months;
  const [y, m] = [Math.floor(count / 12), (count % 12) + 1];
  return toDay(y, m, Math.min(date, daysIn(y, m)));
}

/** A day from its numbers. Throws if there is no such day. */
export function toDay(year: number, month: number, date: number): Day {
  const text = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  if (!isDay(text)) throw new RangeError(`${text} is no day`);
  return text;
}
