import { IntlMessageFormat } from 'intl-messageformat';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** The language whose wording is complete; the others fall back to it key by key. */
const FALLBACK = 'en';

type Values = Readonly<Record<string, string | number>>;

/** Says a sentence of the wording. */
export type Say = (key: string, values?: Values) => string;

export interface Voice {
  readonly language: string;
  readonly say: Say;
  /** A day, month or year as people write it. */
  readonly day: (written: string) => string;
  /** Several names as a list: "Signal, Threema or Wire". */
  readonly either: (names: readonly string[]) => string;
  readonly all: (names: readonly string[]) => string;
  /** A country or part of the world by its code (ISO 3166, UN M.49). */
  readonly region: (code: string) => string;
}

const MOST_DAYS = 10_000;

const STYLES: readonly Intl.DateTimeFormatOptions[] = [
  { year: 'numeric', timeZone: 'UTC' },
  { year: 'numeric', month: 'long', timeZone: 'UTC' },
  { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' },
];

/** English days are written the way that no reader takes for a month: 6 August 2026. */
function localeOf(language: string): string {
  return language === FALLBACK ? 'en-GB' : language;
}

/** Makes the voices of a knowledge base's wording, one for each language, made when first needed. A key that English lacks throws. */
export function createVoices(wording: Knowledge['wording']): (language: string | undefined) => Voice {
  const voices = new Map<string, Voice>();
  const make = (language: string): Voice => {
    const messages = new Map<string, IntlMessageFormat>();
    const locale = localeOf(language);
    const say: Say = (key, values = {}) => {
      let message = messages.get(key);
      if (!message) {
        const text = wording[language]?.[key] ?? wording[FALLBACK]?.[key];
        if (text === undefined) throw new Error(`data/wording/${FALLBACK}.json: "${key}" is missing: add it`);
        message = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
        messages.set(key, message);
      }
      return String(message.format(values));
    };
    const days = STYLES.map((style) => new Intl.DateTimeFormat(locale, style));
    /** Days in words: a knowledge base has few different ones, and making one takes longer than the rest of a sentence. */
    const said = new Map<string, string>();
    const regions = new Intl.DisplayNames(locale, { type: 'region' });
    const lists = { either: new Intl.ListFormat(locale, { type: 'disjunction' }), all: new Intl.ListFormat(locale, { type: 'conjunction' }) };
    return {
      language,
      say,
      day: (written) => {
        const known = said.get(written) ?? days[written.split('-').length - 1]?.format(new Date(written)) ?? written;
        if (said.size < MOST_DAYS) said.set(written, known);
        return known;
      },
      either: (names) => lists.either.format(names),
      all: (names) => lists.all.format(names),
      region: (code) => regions.of(code) ?? code,
    };
  };
  return (wanted) => {
    const base = wanted?.toLowerCase().split(/[-_]/u)[0] ?? FALLBACK;
    const language = Object.hasOwn(wording, base) ? base : FALLBACK;
    const known = voices.get(language);
    if (known) return known;
    const voice = make(language);
    voices.set(language, voice);
    return voice;
  };
}
