import { type Day, daysIn, MONTHS, toDay } from '../../knowledge/days.ts';
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

const MONTH_NAMES = MONTHS.map((name) => name.toLowerCase());
const EARLIEST_YEAR = 1990;
const BEFORE = new Set(['before', 'until', 'till', 'pre', 'prior']);
const ENDING = new Set(['end', 'late']);
const BEGINNING = new Set(['beginning', 'start', 'early']);
const LEADING = new Set(['in', 'during', 'on', 'of', 'the', 'at', 'by', 'around', 'back', 'as', 'year', 'from', 'for', 'to', 'still', ...BEFORE, ...ENDING, ...BEGINNING]);

function monthOf(token: Token | undefined): number | undefined {
  const text = token?.text ?? '';
  const index = MONTH_NAMES.findIndex((name) => name === text || (text.length >= 3 && text === name.slice(0, 3)) || (text === 'sept' && name === 'september'));
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

/** A way to write a time: which parts stand in which order. */
const SHAPES: readonly (readonly Part[])[] = [['date', 'month', 'year'], ['month', 'date', 'year'], ['year', 'number', 'date'], ['month', 'year'], ['year', 'number'], ['year']];

type Part = 'year' | 'month' | 'number' | 'date';

/** What a word says as a part of a time; the month as a number has two figures, as in 2021-03. */
function readPart(part: Part, token: Token | undefined, today: Day): number | undefined {
  switch (part) {
    case 'year':
      return yearOf(token, today);
    case 'month':
      return monthOf(token);
    case 'number':
      return token?.text.length === 2 ? numberOf(token, 1, 12) : undefined;
    case 'date':
      return numberOf(token, 1, 31);
  }
}

function readShape(shape: readonly Part[], tokens: readonly Token[], at: number, today: Day): Found | undefined {
  const parts = new Map<Part, number>();
  for (const [offset, part] of shape.entries()) {
    const value = readPart(part, tokens[at + offset], today);
    if (value === undefined) return undefined;
    parts.set(part === 'number' ? 'month' : part, value);
  }
  const [year, month, date] = [parts.get('year'), parts.get('month'), parts.get('date')];
  if (year === undefined || (month !== undefined && date !== undefined && date > daysIn(year, month))) return undefined;
  const last = month ?? 12;
  return { from: toDay(year, month ?? 1, date ?? 1), to: toDay(year, last, date ?? daysIn(year, last)), at, next: at + shape.length };
}

/** The year, month or day that begins at a place: `2022`, `march 2021`, `5 march 2021`, `march 5 2021`, `2021 03 05`. */
function spanAt(tokens: readonly Token[], at: number, today: Day): Found | undefined {
  for (const shape of SHAPES) {
    const found = readShape(shape, tokens, at, today);
    if (found) return found;
  }
  return undefined;
}

function dayBefore(day: Day): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  if (date > 1) return toDay(year, month, date - 1);
  return month > 1 ? toDay(year, month - 1, daysIn(year, month - 1)) : toDay(year - 1, 12, 31);
}

/** How many years before this one a place speaks of, and in how many words. */
function yearsAgo(tokens: readonly Token[], at: number): readonly [years: number, words: number] | undefined {
  const [a, b, c] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (a?.text === 'last' && b?.text === 'year') return [1, 2];
  const years = b?.stem === 'year' && c?.text === 'ago' ? numberOf(a, 1, 40) : undefined;
  return years === undefined ? undefined : [years, 3];
}

/** `last year`, `3 years ago`. */
function relative(tokens: readonly Token[], today: Day): Found | undefined {
  for (const at of tokens.keys()) {
    const ago = yearsAgo(tokens, at);
    if (!ago) continue;
    const year = Number(today.slice(0, 4)) - ago[0];
    return { from: toDay(year, 1, 1), to: toDay(year, 12, 31), at, next: at + ago[1] };
  }
  return undefined;
}

function narrow(found: Found, lead: ReadonlySet<string>): Period {
  if ([...BEFORE].some((word) => lead.has(word))) {
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
  if (!found && !tokens.some((token) => yearOf(token, today) !== undefined)) return { period: undefined, rest: tokens };
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
