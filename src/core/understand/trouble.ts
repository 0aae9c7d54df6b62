import { stem, wordSet } from '../../knowledge/text.ts';
import { inOneClause, type Token } from './tokens.ts';

const stems = (text: string): ReadonlySet<string> => new Set([...wordSet(text)].map(stem));

/** What a complaint is about: the app, which is "it" by then, or one's own device. */
const SUBJECTS = wordSet('it they app phone');
const NEGATED = wordSet('doesnt dont isnt arent wont cant cannot couldnt didnt never');
const AUXILIARIES = wordSet('does do is are will can could did');
const FAILS = wordSet('fails failed failing refuses refused unable');
/** What apps are there for: that one doesn't do so is no matter of privacy. */
const WORKS = stems('show display load open send deliver receive get find sync connect verify recognise recognize detect play start launch respond notify ring register');
/** What a person wants to do with it. */
const WANTS = stems('log login sign signin signup register receive get verify connect open load find hear install reinstall');
/** Who would see, or what would leave: such a sentence may be a claim on privacy after all ("it doesn't send my data to anyone"). */
const PRIVATE = wordSet(
  'others anyone anybody everyone everybody nobody stranger strangers people data info information personal server servers government police advertiser advertisers ads ad companies company china us number numbers online status seen typing without access rid out warrant permission refund',
);
/** What goes wrong, before a word for that: "login issue". */
const WITH_PROBLEMS = wordSet(
  'login signin sync notification notifications gps code sms otp verification import update connection install installation loading bluetooth playback',
);
const PROBLEMS = wordSet('issue issues problem problems error errors failed failure broken stuck missing');

/** Where what negates ends, if a place begins with it. */
function afterNegation(tokens: readonly Token[], at: number): number | undefined {
  const [first, second] = [tokens[at]?.text ?? '', tokens[at + 1]?.text ?? ''];
  if (NEGATED.has(first)) return at + 1;
  if (AUXILIARIES.has(first) && second === 'not') return at + 2;
  return FAILS.has(first) && second === 'to' ? at + 2 : undefined;
}

/** Whether a clause says from a place on that something isn't done which should be. */
function failsAt(clause: readonly Token[], at: number, verbs: ReadonlySet<string>): boolean {
  const verb = afterNegation(clause, at);
  return verb !== undefined && verbs.has(clause[verb]?.stem ?? '') && !clause.slice(verb).some(({ text }) => PRIVATE.has(text));
}

function isTrouble(clause: readonly Token[]): boolean {
  const [first] = clause;
  const subject = clause.findIndex(({ text }) => SUBJECTS.has(text));
  const begins = first !== undefined && !AUXILIARIES.has(first.text) && !NEGATED.has(first.text);
  const own = first?.text === 'i' || first?.text === 'we' ? 1 : 0;
  const named = clause.some(({ text }, at) => PROBLEMS.has(text) && WITH_PROBLEMS.has(clause[at - 1]?.text ?? ''));
  return named || (begins && subject >= 0 && subject < 3 && failsAt(clause, subject + 1, WORKS)) || failsAt(clause, own, WANTS);
}

/**
 * Whether a message, whose names are "it" by now, complains that something doesn't work: nothing of privacy is asked then,
 * though it speaks of what topics speak of ("Signal doesn't show all contacts", "can't log in to Discord").
 */
export function tellsTrouble(tokens: readonly Token[]): boolean {
  const clauses: Token[][] = [];
  for (const token of tokens) {
    const last = clauses.at(-1);
    if (last?.[0] && inOneClause(last[0], token)) last.push(token);
    else clauses.push([token]);
  }
  return clauses.some(isTrouble);
}
