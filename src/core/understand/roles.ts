import { inOneClause, type Token } from './tokens.ts';

/**
 * What a named app is to the question: what it is about, what another is compared with ("more than WhatsApp"), what receives
 * something ("share data with Facebook"), or what is set aside ("not Telegram, just Signal") or only the way ("log in through Facebook").
 */
export type Role = 'subject' | 'standard' | 'receiver' | 'aside';

/** What joins names: what stands before the first of them is said of all. */
const BESIDE = new Set(['and', 'or', 'und', 'y', 'et', 'e']);
/** What stands before the one that receives. */
const RECEIVES = new Set(['with', 'to', 'mit', 'con', 'avec', 'com', 'an', 'aan', 'ke', 'kepada', 'dla', 'cho']);
/** What stands before the one that another is compared with. */
const THAN = new Set(['than', 'unlike']);
/** So is what receives behind these: "Uber compared to Lyft". */
const COMPARED = new Set(['compared', 'compare', 'compares', 'comparison', 'next', 'prefer']);
/** Verbs that stand before it too: "does Flo tell Facebook". */
const TELLS = new Set(['tell', 'tells', 'told', 'telling', 'give', 'gives', 'gave', 'giving', 'feed', 'feeds', 'fed', 'sell', 'sells', 'sold']);
/** What stands before one that is the way only, learns, is an example or is set aside ("to train Grok", "other apps like Instagram"). */
const ASIDE = new Set([
  ...['through', 'thru', 'via', 'except', 'instead of', 'rather than', 'other than', 'apart from', 'never mind', 'train', 'training', 'such as'],
  ...['besides', 'excluding', 'aside from', 'as well as'],
  ...['app like', 'apps like', 'something like', 'anything like', 'similar to', 'alternative to', 'alternatives to'],
  ...['dont tell me about', 'not asking about', 'not talking about', 'not asking if', 'not asking whether', 'dont care about', 'dont mean', 'didnt mean', 'dont use', 'dont want'],
]);
/** As many words as that are at most. */
export const LONGEST_ASIDE = 4;
/** The same, at the beginning of a clause only: "not Telegram, just Signal". */
const ASIDE_AT_FIRST = new Set(['not', 'forget', 'nevermind']);

/** The place before a name, or before the first of several that are named together: "with WhatsApp and Facebook". */
function placeBefore(tokens: readonly Token[], from: number, isName: (token: Token) => boolean): number {
  let before = from - 1;
  for (let other = tokens[before - 1]; BESIDE.has(tokens[before]?.text ?? '') && other !== undefined && isName(other); other = tokens[before - 1]) before -= 2;
  return before;
}

/** Whether the words up to a place end with what sets a name aside. */
function endsAside(tokens: readonly Token[], to: number): boolean {
  let text = tokens[to - 1]?.text ?? '';
  for (let length = 1; length <= LONGEST_ASIDE; length += 1) {
    if (ASIDE.has(text)) return true;
    text = `${tokens[to - 1 - length]?.text} ${text}`;
  }
  return false;
}

/** What an app is to the question by the word before its name, and the one before that. */
function roleBehind(word: Token, first: Token | undefined): Role {
  if (THAN.has(word.text)) return 'standard';
  const towards = word.text === 'the' && first !== undefined ? first : word;
  if (RECEIVES.has(towards.text)) return COMPARED.has(first?.text ?? '') ? 'standard' : 'receiver';
  return TELLS.has(word.text) ? 'receiver' : 'subject';
}

/** What the app whose name begins at a place is to the question, by what stands before it. */
export function roleAt(tokens: readonly Token[], from: number, isName: (token: Token) => boolean): Role {
  const at = placeBefore(tokens, from, isName);
  const [first, word] = [tokens[at - 1], tokens[at]];
  if (word === undefined) return 'subject';
  const opens = first === undefined || !inOneClause(first, word);
  if ((opens && ASIDE_AT_FIRST.has(word.text)) || endsAside(tokens, at + 1)) return 'aside';
  return roleBehind(word, first);
}
