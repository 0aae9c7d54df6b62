// Knowledge and questions of any size, made by lot: the same seed makes the same ones.
import { type App, type AppId, type Finding, type Knowledge, toAppId } from '../src/knowledge/knowledge.ts';
import type { TopicId } from '../src/knowledge/schema.ts';

/** A number from 0 to 1, each time the next of its seed (mulberry32). */
export type Lot = () => number;

/** Makes a lot of a seed. */
export function createLot(seed: number): Lot {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of a list. */
function pick<Item>(list: readonly Item[], lot: Lot): Item {
  const item = list[Math.floor(lot() * list.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

const BEGINNINGS = 'br cl dr fl gr kr pl pr qu sk sl sn st tr vr wh x z b d f g j k l m n p r s t v w'.split(' ');
const MIDDLES = 'a e i o u ai ea io oo ou'.split(' ');
const ENDS = 'b ck d ft g lk m nd nk p rd rk sh st t v x z n l'.split(' ');

function invented(lot: Lot): string {
  const syllable = () => `${pick(BEGINNINGS, lot)}${pick(MIDDLES, lot)}${pick(ENDS, lot)}`;
  const name = Array.from({ length: lot() < 0.7 ? 2 : 3 }, syllable).join('');
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const FINDINGS_EACH = 15;

/** The own knowledge with so many apps in all, the missing ones invented, and fifteen findings each, those of another app where it has none. */
export function grown(knowledge: Knowledge, size: number, lot: Lot): Knowledge {
  const patterns = [...knowledge.apps.values()].flatMap(({ findings }) => [...findings.values()].flat()).filter(({ until, scope }) => until === null && scope === null);
  const topics = [...new Set(patterns.map(({ topic }) => topic))];
  const byTopic = new Map(topics.map((id) => [id, patterns.filter(({ topic }) => topic === id)]));
  const filled = (app: App): App => {
    const findings = new Map<TopicId, readonly Finding[]>();
    while (findings.size < FINDINGS_EACH) {
      const topic = pick(topics, lot);
      findings.set(topic, [{ ...pick(byTopic.get(topic) ?? [], lot), app: app.id }]);
    }
    return { ...app, findings };
  };
  const apps = new Map<AppId, App>([...knowledge.apps.values()].slice(0, size).map((app) => [app.id, filled(app)]));
  while (apps.size < size) {
    const name = invented(lot);
    const id = toAppId(name.toLowerCase());
    if (!apps.has(id))
      apps.set(
        id,
        filled({ id, name, aliases: [], category: 'messenger', vendor: { name, country: null }, homepage: null, privacyPolicy: null, discontinued: null, findings: new Map() }),
      );
  }
  return { ...knowledge, apps };
}

/** A question and the finding that answers it. */
export interface Asked {
  readonly text: string;
  readonly app: AppId;
  readonly topic: TopicId;
}

/** A word with one slip in it: a letter left out, doubled, replaced or swapped with its neighbour. */
function slipped(word: string, lot: Lot): string {
  const at = 1 + Math.floor(lot() * (word.length - 2));
  const [before, letter, next, after] = [word.slice(0, at), word.charAt(at), word.charAt(at + 1), word.slice(at + 2)];
  return pick(
    [`${before}${next}${after}`, `${before}${letter}${letter}${next}${after}`, `${before}${pick(MIDDLES, lot).charAt(0)}${next}${after}`, `${before}${next}${letter}${after}`],
    lot,
  );
}

/** Two slips: one in the app's name, one in the longest other word. */
function misspelt(name: string, text: string, lot: Lot): string {
  const longest =
    text
      .split(' ')
      .filter((word) => word !== name)
      .toSorted((a, b) => b.length - a.length)[0] ?? '';
  return text.replace(name, name.length > 4 ? slipped(name, lot) : name).replace(longest, longest.length > 5 ? slipped(longest, lot) : longest);
}

/** Questions on what is recorded, in the topics' own phrasings, with the app's name for "it". */
export function questions(knowledge: Knowledge, count: number, typos: 'none' | 'all', lot: Lot): readonly Asked[] {
  const apps = [...knowledge.apps.values()];
  return Array.from({ length: count }, () => {
    const app = pick(apps, lot);
    const topic = pick([...app.findings.keys()], lot);
    const phrasings = (knowledge.topics.get(topic)?.phrasings.en ?? []).filter((text) => / it\b/u.test(text));
    const plain = (phrasings.length > 0 ? pick(phrasings, lot) : (knowledge.topics.get(topic)?.ask ?? '').replace('{app}', 'it')).replace(/\bit\b/u, app.name);
    return { text: typos === 'all' ? misspelt(app.name, plain, lot) : plain, app: app.id, topic };
  });
}
