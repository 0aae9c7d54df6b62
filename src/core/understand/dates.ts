import { type Day, daysIn, toDay } from '../../knowledge/days.ts';
import type { Token } from './tokens.ts';

/** The days that a question speaks of; an answer is as of the last. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** What of a question speaks of a time, and what is left of it. */
export interface Dated {
  readonly period: Period | undefined;
  readonly rest: readonly Token[];
}

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const EARLIEST_YEAR = 1990;
const BEFORE = new Set(['before', 'until', 'till', 'pre']);
const ENDING = new Set(['end', 'late']);
const BEGINNING = new Set(['beginning', 'start', 'early']);
const LEADING = new Set(['in', 'during', 'on', 'of', 'the', 'at', 'by', 'around', 'back', 'as', 'year', 'from', 'for', 'prior', 'to', 'still', ...BEFORE, ...ENDING, ...BEGINNING]);

function monthOf(token: Token | undefined): number | undefined {
  const text = token?.text ?? '';
  const index = MONTHS.findIndex((name) => name === text || (text.length >= 3 && text === name.slice(0, 3)) || (text === 'sept' && name === 'september'));
  return index < 0 ? undefined : index + 1;
}

function numberOf(token: Token | undefined, least: number, most: number): number | undefined {
  const digits = /^(\d{1,4})(?:st|nd|rd|th)?$/u.exec(token?.text ?? '')?.[1];
  const number = Number(digits);
  return digits !== undefined && number >= least && number <= most ? number : undefined;
}

function yearOf(token: Token | undefined, today: Day): number | undefined {
  return token?.text.length === 4 ? numberOf(token, EARLIEST_YEAR, Number(today.slice(0, 4))) : undefined;
}

interface Found extends Period {
  readonly at: number;
  readonly next: number;
}

/** The year, month or day that begins at a place: `2022`, `march 2021`, `5 march 2021`, `march 5 2021`, `2021 03 05`. */
function spanAt(tokens: readonly Token[], at: number, today: Day): Found | undefined {
  const whole = (year: number, month: number | undefined, date: number | undefined, length: number): Found | undefined => {
    if (month !== undefined && date !== undefined && date > daysIn(year, month)) return undefined;
    const last = month ?? 12;
    return { from: toDay(year, month ?? 1, date ?? 1), to: toDay(year, last, date ?? daysIn(year, last)), at, next: at + length };
  };
  const [a, b, c] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const [monthA, monthB] = [monthOf(a), monthOf(b)];
  const [yearA, yearB, yearC] = [yearOf(a, today), yearOf(b, today), yearOf(c, today)];
  const [dateA, dateB] = [numberOf(a, 1, 31), numberOf(b, 1, 31)];
  if (dateA !== undefined && monthB !== undefined && yearC !== undefined) return whole(yearC, monthB, dateA, 3);
  if (monthA !== undefined && dateB !== undefined && yearC !== undefined) return whole(yearC, monthA, dateB, 3);
  if (monthA !== undefined && yearB !== undefined) return whole(yearB, monthA, undefined, 2);
  if (yearA === undefined) return undefined;
  const [isoMonth, isoDate] = [numberOf(b, 1, 12), numberOf(c, 1, 31)];
  if (b?.text.length === 2 && isoMonth !== undefined && c?.text.length === 2 && isoDate !== undefined) return whole(yearA, isoMonth, isoDate, 3);
  if (b?.text.length === 2 && isoMonth !== undefined) return whole(yearA, isoMonth, undefined, 2);
  return whole(yearA, undefined, undefined, 1);
}

function dayBefore(day: Day): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (date > 1) return toDay(year, month, date - 1);
  return month > 1 ? toDay(year, month - 1, daysIn(year, month - 1)) : toDay(year - 1, 12, 31);
}

/** `last year`, `3 years ago`. */
function relative(tokens: readonly Token[], today: Day): Found | undefined {
  const thisYear = Number(today.slice(0, 4));
  for (let at = 0; at < tokens.length - 1; at += 1) {
    const [a, b, c] = [tokens[at], tokens[at + 1], tokens[at + 2]];
    const ago = a?.text === 'last' && b?.text === 'year' ? 1 : c?.text === 'ago' && b?.stem === 'year' ? numberOf(a, 1, 40) : undefined;
    if (ago !== undefined) return { from: toDay(thisYear - ago, 1, 1), to: toDay(thisYear - ago, 12, 31), at, next: a?.text === 'last' ? at + 2 : at + 3 };
  }
  return undefined;
}

function narrow(found: Found, lead: ReadonlySet<string>): Period {
  if (lead.has('before') || lead.has('until') || lead.has('till') || lead.has('pre') || lead.has('prior')) {
    const day = dayBefore(found.from);
    return { from: day, to: day };
  }
  if (lead.has('end') || (lead.has('by') && !lead.has('beginning'))) return { from: found.to, to: found.to };
  if (lead.has('beginning') || lead.has('start')) return { from: found.from, to: found.from };
  return found;
}

/** Finds the time that a question speaks of: a year, a month or a day, before it, at its beginning or its end. Nothing later than today. */
export function readDates(tokens: readonly Token[], today: Day): Dated {
  let found = relative(tokens, today);
  for (let at = 0; at < tokens.length && !found; at += 1) found = spanAt(tokens, at, today);
  if (!found || found.from > today) return { period: undefined, rest: tokens };
  let begin = found.at;
  while (begin > 0 && LEADING.has(tokens[begin - 1]?.text ?? '')) begin -= 1;
  const lead = new Set(tokens.slice(begin, found.at).map(({ text }) => text));
  const before = tokens[begin - 1]?.text;
  if (before === 'since' || before === 'after') return { period: undefined, rest: tokens };
  const { from, to } = narrow(found, lead);
  return { period: { from, to: to > today ? today : to }, rest: [...tokens.slice(0, begin), ...tokens.slice(found.next)] };
}
