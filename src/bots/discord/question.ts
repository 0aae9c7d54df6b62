import type { Question, Wish } from '../../core/question.ts';
import type { Choice, Suggest } from '../../core/suggest.ts';
import { toText } from '../commands.ts';

/** The values that somebody gave a command by the names of its options. Anything may stand there: suggestions bind nobody. */
export type Given = ReadonlyMap<string, string>;

const APP_OPTIONS = ['name', 'first', 'second', 'third'];
/** Discord shows so many suggestions, with names of so many characters. */
const MOST_SUGGESTIONS = 25;

/** What was typed, as what it was chosen from, if it is that. */
interface Value {
  readonly typed: string;
  readonly choice: Choice | undefined;
}

function textOf({ typed, choice }: Value): string {
  return choice?.name ?? typed;
}

/** A question by ids, where every value is known; else what was typed, in words. */
function byIds(intent: Wish['intent'], apps: readonly Value[], topic: Value | undefined, text: string): Question {
  const ids = apps.flatMap(({ choice }) => choice?.id ?? []);
  const known = ids.length === apps.length && new Set(ids).size === ids.length && (topic === undefined || topic.choice !== undefined);
  return known ? { text: '', wish: { intent, apps: ids, topic: topic?.choice?.id ?? null } } : { text };
}

/** The question that a command asks. */
export function toQuestion(command: string, given: Given, suggest: Suggest): Question {
  const app = (option: string): readonly Value[] => {
    const typed = given.get(option);
    return typed === undefined ? [] : [{ typed, choice: suggest.apps.find(typed) }];
  };
  const typedTopic = given.get('topic');
  const topic = typedTopic === undefined ? undefined : { typed: typedTopic, choice: suggest.topics.find(typedTopic) };
  const behind = topic === undefined ? '' : ` ${textOf(topic)}`;
  switch (command) {
    case 'app': {
      const apps = app('name');
      return byIds(topic ? 'lookup' : 'overview', apps, topic, `${apps.map(textOf).join('')}${behind}`);
    }
    case 'compare': {
      const apps = ['first', 'second', 'third'].flatMap(app);
      return byIds('compare', apps, topic, `${apps.map(textOf).join(' vs ')}${behind}`);
    }
    case 'find': {
      const category = given.get('category');
      const kind = category === undefined ? 'apps' : (suggest.categories.find(category)?.name ?? category);
      return { text: `which ${kind}${behind}` };
    }
    case 'topics':
    case 'help':
    case 'privacy':
      return { text: toText({ name: command, rest: '' }) };
    default:
      return { text: given.get('question') ?? '' };
  }
}

/** What to suggest for an option while it is typed; what other options have taken is left out. */
export function toSuggestions(option: string, typed: string, given: Given, suggest: Suggest): readonly Choice[] {
  if (option === 'topic') return suggest.topics.suggest(typed, MOST_SUGGESTIONS);
  if (option === 'category') return suggest.categories.suggest(typed, MOST_SUGGESTIONS);
  if (!APP_OPTIONS.includes(option)) return [];
  const taken = new Set(APP_OPTIONS.filter((other) => other !== option).flatMap((other) => suggest.apps.find(given.get(other) ?? '')?.id ?? []));
  return suggest.apps
    .suggest(typed, MOST_SUGGESTIONS + taken.size)
    .filter(({ id }) => !taken.has(id))
    .slice(0, MOST_SUGGESTIONS);
}
