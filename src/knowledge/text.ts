import { stemmer } from 'stemmer';

/**
 * Accents, vowel points, signs of which people write one for the other, zero-width characters and apostrophes say nothing
 * about which word is meant; the vowels of Indic scripts and the voicing of Japanese are marks too, but letters to who writes them.
 */
const DROPPED = new RegExp(
  `[${[
    ...['\\u0300-\\u036f', '\\u1ab0-\\u1aff', '\\u1dc0-\\u1dff', '\\u20d0-\\u20ff', '\\ufe20-\\ufe2f', '\\u0483-\\u0487'],
    // Hebrew and Arabic points, Devanagari's nasal signs and its dot below.
    ...['\\u0591-\\u05c7', '\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed', '\\u0900-\\u0902\\u093c'],
    ...['\\u200b-\\u200f\\u2060\\ufeff\\u00ad', '\\ufe00-\\ufe0f', "'’‘ʼ`´"],
  ].join('')}]`,
  'gu',
);
/** Scripts that are written without spaces; a run of theirs is one word here, apart from what stands beside it. */
const UNSPACED = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\u30fc]';
/** The pattern of a word. */
export const WORD = `${UNSPACED}+|(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}])+`;
const PLAIN_WORD = '[a-zA-Z0-9]+';
const WORDS = new RegExp(WORD, 'gu');
const PLAIN_WORDS = new RegExp(PLAIN_WORD, 'gu');
const UNSPACED_ONLY = new RegExp(`^${UNSPACED}+$`, 'u');
/** The first character that is written without spaces stands here or later (Thai begins at 0E00). */
const FIRST_UNSPACED = 0x0e_00;
/** What is typed on an English keyboard: most text, and what needs little work. */
const PLAIN = /^[ -~\t\r\n]*$/u;

/** Words that carry no topic by themselves; a phrasing differs from another by what is left. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about actually after all also am an and any anyone anything are arent around as at be because been before being but by can cant could
  couldnt did didnt do does doesnt doing dont else even ever every for from get gets getting go goes going got had has have having he her here his how
  i if im in into is isnt it its ive just like lets made make makes may me might much my myself no not of off ok on one or other our out over own
  please really s say says she should so some somebody someone something still such t tell than that thats the their them then there theres
  these they theyre thing things this those through to too up us use used user users uses using very versus vs want was wasnt we well were what whats when
  where which while who whos whose why will with without wont would yes yet you your youre app apps`
    .split(/\s+/u)
    .filter(Boolean),
);

/** An English possessive, or a contracted "is": `WhatsApp's` is WhatsApp. */
const POSSESSIVE = /(?<=\p{L})['’ʼ]s(?![\p{L}\p{N}])/giu;

/** The same of plain text. */
const PLAIN_POSSESSIVE = /(?<=[A-Za-z])'s(?![A-Za-z0-9])/gi;
const PLAIN_DROPPED = /['`]/g;

/** Whether a text has ASCII letters, figures and marks only. */
export function isPlain(text: string): boolean {
  return PLAIN.test(text);
}

/** Compatibility forms folded (NFKC), marks, apostrophes, possessives and invisible characters gone, of at most so many characters; the case stays. */
export function fold(text: string, most = Number.POSITIVE_INFINITY): string {
  if (isPlain(text)) return text.replace(PLAIN_POSSESSIVE, '').replace(PLAIN_DROPPED, '');
  return text.normalize('NFKC').slice(0, most).replace(POSSESSIVE, '').normalize('NFD').replace(DROPPED, '').normalize('NFC');
}

/** The words of a text in order, in the case they are written in. */
function splitWords(folded: string): readonly string[] {
  return folded.match(isPlain(folded) ? PLAIN_WORDS : WORDS) ?? [];
}

/** The words of a text, normalised, in order. */
export function tokenise(text: string): readonly string[] {
  return splitWords(fold(text).toLowerCase());
}

/** Whether a word is a run of a script that is written without spaces (Han, Kana, Thai). */
export function isUnspaced(word: string): boolean {
  return word.charCodeAt(0) >= FIRST_UNSPACED && UNSPACED_ONLY.test(word);
}

/** A name without spaces or marks, so that "whats app" and "WhatsApp" are one. */
export function spaceFree(text: string): string {
  return tokenise(text).join('');
}

const stems = new Map<string, string>();
const STEMS_KEPT = 20_000;

/** The stem of a normalised word (Porter's rules; words of other scripts stay as they are). */
export function stem(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const made = /^[a-z]+$/u.test(word) ? stemmer(word) : word;
  if (stems.size < STEMS_KEPT) stems.set(word, made);
  return made;
}

/** The stems of the words that carry meaning, in order, with repetitions. */
export function contentStems(text: string): readonly string[] {
  return tokenise(text)
    .filter((word) => !STOP_WORDS.has(word))
    .map(stem);
}

/** The words of a list that is written with spaces between them. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
