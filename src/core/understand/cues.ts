import { wordSet } from '../../knowledge/text.ts';
import { inOneClause, type Stretch, type Token } from './tokens.ts';
import type { Word } from './words.ts';

/** After these a common word is a common word: "the signal", "my line". */
const DETERMINERS = wordSet('a an the my your his her our their some any no this that these those each every one same');
/** After these function words and verbs a name may stand. */
const BEFORE_NAMES = wordSet(
  'czy чи apakah kya क्या هل آیا que on in is does do did can could will would has have had was are were use using used with from by at about of for to if when why how what and or than versus vs like unlike via through inside trust called named app messenger browser vpn delete install download leave quit switch meant mean both whether because but read see get access hack crack monitor track tap ban recommend choose about enter so over isnt arent doesnt dont didnt cant wasnt hasnt wont owns own behind host audited made runs not',
);
/** After these a kind of app is a kind: "what messenger". */
const ASKS_KIND = wordSet('what which');
/** What stands between two names. */
const CONNECTORS = wordSet('and or vs versus than to from over nor but with y o u et ou und oder e of en atau dan или и чи або та й mi mı ve veya ya या और aur と か 和 还是 跟');
/** Nouns that make the word before them an app: "Signal messages". */
const APP_NOUNS = wordSet(
  'app apps application messenger browser vpn desktop android ios iphone chats chat messages msgs msg texts convos messaging account accounts dms dm data server servers instance admin groups calls users acc acct accs prompts emails photos pictures pics notes files history profile recordings conversations backups footage camera cameras doorbell apk client clients website sdk',
);
/** Before these a word that is a name too is a verb ("ring my mum", "clue me in") or leads to them ("über uns"). */
const OBJECTS = wordSet('me my us our him her them your uns unsere mich meine meinen dich deine euch ihn');
/** Before an owner these may stand: "are signals servers hosted by amazon". */
const OWNED = wordSet('is are does do did was were about has have');
/** What people put in as in a chat, which is no app's name. */
const CHAT_WORDS = wordSet('afaik afaict imho tbh btw fyi idk iirc ngl smh eli5 pls plz thx lol lmao omg wtf wth rn fr tho bc cuz gonna wanna gotta');
const THE_APP = wordSet('app apps application');
const ACCOUNTS = wordSet('account accounts acc acct');

/** What the linker knows of a word. */
export interface WordFacts {
  /** Whether it is a common word or one of the topics'. */
  readonly isOrdinary: (word: Word) => boolean;
  readonly isName: (word: Word) => boolean;
  /** Whether it is a word of another language than English. */
  readonly isForeign: (word: Word) => boolean;
  /** Whether it names a kind of app too: "messenger". */
  readonly isKind: (word: Word) => boolean;
}

/** Whether a name that is also a word is meant as a name: for sure, perhaps (then a topic must fit), or not at all. */
export type Judgement = 'sure' | 'perhaps' | 'no';

/** Whether a word stands before a kind of app rather than a name: "what messenger", "a good messenger". */
function isBeforeKind({ text }: Token): boolean {
  return ASKS_KIND.has(text) || !BEFORE_NAMES.has(text);
}

function joins(connector: Token | undefined, other: Token | undefined, { isName }: WordFacts): boolean {
  return connector !== undefined && other !== undefined && CONNECTORS.has(connector.text) && isName(other);
}

/** Whether names without a comma lead up to it, and the list ends with it or goes on: "tinder bumble hinge and other apps". */
function endsList(tokens: readonly Token[], { from, to }: Stretch, { isName }: WordFacts): boolean {
  const [before, last, after] = [tokens[from - 1], tokens[to - 1], tokens[to]];
  if (before === undefined || last === undefined || !isName(before)) return false;
  return after === undefined || CONNECTORS.has(after.text) || !inOneClause(after, last);
}

/** Whether a word beside it belongs to a longer name that nobody knows: "Quibblo Messenger". A capital at the very beginning tells little. */
function isInLongerName(tokens: readonly Token[], { from, to }: Stretch, { isOrdinary, isName }: WordFacts): boolean {
  const isStrange = (token: Token | undefined) => token?.capital === true && !isOrdinary(token) && !isName(token);
  const isTelling = from > 1 || APP_NOUNS.has(tokens[from]?.text ?? '');
  return (isTelling && isStrange(tokens[from - 1])) || isStrange(tokens[to]);
}

/** Behind these stands an app, or what people are in: "quit threads". */
const BEFORE_APPS = wordSet('quit quitting uninstall uninstalling');

/** Whether what stands around it makes it a name whatever the question: nothing else, or nothing else before a comma or colon, "app" behind it or at its end, a capital, what is said of apps only before it. */
function isSurelyName(tokens: readonly Token[], { from, to }: Stretch): boolean {
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]];
  const beside = from === 0 && first !== undefined ? tokens.filter((token) => inOneClause(token, first)) : tokens;
  const alone = beside.every(({ stop }, index) => stop || (index >= from && index < to));
  const isTheApp = after !== undefined && APP_NOUNS.has(after.text) && before?.text !== 'a';
  const endsAsTheApp = to - from > 1 && first?.stop === false && THE_APP.has(tokens[to - 1]?.text ?? '');
  return alone || isTheApp || endsAsTheApp || BEFORE_APPS.has(before?.text ?? '') || (first?.capital === true && from > 0);
}

/** Whether it is said in a chat as a word is: "afaik". */
export function isChatWord({ text }: Word): boolean {
  return CHAT_WORDS.has(text);
}

/** Whether another name stands beside it, or it ends a list of names; a word of another language ends none. */
function isBesideName(tokens: readonly Token[], stretch: Stretch, facts: WordFacts): boolean {
  const { from, to } = stretch;
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]];
  if ((after && facts.isName(after)) || joins(before, tokens[from - 2], facts) || joins(after, tokens[to + 1], facts)) return true;
  return first !== undefined && !facts.isForeign(first) && endsList(tokens, stretch, facts);
}

/** Whether it is a kind of app here, not the app that is called so: "what messenger", "the new messenger MAX". */
function isKindHere(tokens: readonly Token[], { from, to }: Stretch, { isKind, isName }: WordFacts): boolean {
  const [before, first, after] = [tokens[from - 1], tokens[from], tokens[to]];
  if (first === undefined || !isKind(first)) return false;
  return (after !== undefined && isName(after)) || (before !== undefined && isBeforeKind(before));
}

/** Behind these "that" begins what is said, and isn't a determiner: "confirm that signal sells data". */
const SAYING = wordSet('confirm say says said heard hear read true know think believe claim claims sure prove proof told');

/** Whether what stands beside it makes it a word: "the signal", "ring my mum". */
function isWordHere(tokens: readonly Token[], { from, to }: Stretch): boolean {
  const [first, before, after] = [tokens[from - 2], tokens[from - 1], tokens[to]];
  const isSaid = before?.text === 'that' && first !== undefined && SAYING.has(first.text);
  return (before !== undefined && !isSaid && DETERMINERS.has(before.text)) || (to - from === 1 && after !== undefined && OBJECTS.has(after.text));
}

/** Judges a name that is also a word by what stands around it: "does signal …" against "the signal in my flat". */
export function judgeWord(tokens: readonly Token[], stretch: Stretch, facts: WordFacts): Judgement {
  if (isInLongerName(tokens, stretch, facts)) return 'no';
  if (isSurelyName(tokens, stretch)) return 'sure';
  if (isKindHere(tokens, stretch, facts)) return 'no';
  if (isBesideName(tokens, stretch, facts)) return 'sure';
  return isWordHere(tokens, stretch) ? 'no' : 'perhaps';
}

/** Whether a word with an "s" at its end may own what follows: at the very beginning, or behind "is", before a noun. */
export function isOwner(tokens: readonly Token[], at: number): boolean {
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  return (before === undefined || OWNED.has(before.text)) && after !== undefined && !after.stop;
}

/** What sets one name against another. */
const AGAINST = wordSet('vs versus');

/** Whether a word is set against a name: "temu vs shien". */
export function isAgainstName(tokens: readonly Token[], at: number, { isName }: WordFacts): boolean {
  const sides = [
    [tokens[at - 1], tokens[at - 2]],
    [tokens[at + 1], tokens[at + 2]],
  ];
  return sides.some(([between, other]) => between !== undefined && other !== undefined && AGAINST.has(between.text) && isName(other));
}

/** Whether "app" follows. */
export function isCalledApp(tokens: readonly Token[], { to }: Stretch): boolean {
  return THE_APP.has(tokens[to]?.text ?? '');
}

/** Whether "app" follows, or what kind of app it is: "parkly parking app". */
function isCalledSomeApp(tokens: readonly Token[], { from, to }: Stretch): boolean {
  return isCalledApp(tokens, { from, to }) || isCalledApp(tokens, { from, to: to + 1 });
}

/** Whether words end as an app's name does: "Mixin Messenger". */
function endsAsApp(tokens: readonly Token[], { from, to }: Stretch): boolean {
  return to - from > 1 && APP_NOUNS.has(tokens[to - 1]?.text ?? '');
}

/** Whether an app's name would stand here: alone, before "app" or "account", with a capital of its own, or after a word that names follow. */
export function isNamePlace(tokens: readonly Token[], stretch: Stretch): boolean {
  const before = tokens[stretch.from - 1];
  if (tokens.length <= 2 || isCalledSomeApp(tokens, stretch) || ACCOUNTS.has(tokens[stretch.to]?.text ?? '')) return true;
  if (tokens[stretch.from]?.capital === true && (stretch.from > 0 || endsAsApp(tokens, stretch))) return true;
  return before !== undefined && !DETERMINERS.has(before.text) && BEFORE_NAMES.has(before.text);
}
