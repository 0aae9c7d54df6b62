import type { AppId, Knowledge } from '../../knowledge/knowledge.ts';
import type { TopicId } from '../../knowledge/schema.ts';
import { spaceFree, tokenise } from '../../knowledge/text.ts';
import type { Mention } from './apps.ts';
import { createTermIndex } from './terms.ts';
import { outside, type Token } from './tokens.ts';
import type { Guess } from './topics.ts';

/** A mention of an app that is known. */
export type AppMention = Extract<Mention, { kind: 'app' }>;

/** The topics on what a company and its people can read. */
const READING: ReadonlySet<TopicId | undefined> = new Set(['provider-access', 'human-review'] as const);
/** Words that list apps side by side. */
const LISTING = new Set(['or', 'and', 'vs', 'versus', 'than', 'both']);
/** Behind these stands who receives something. */
const TOWARDS = new Set(['with', 'to']);

/** What a question says of the companies behind apps. */
export interface CompanyReader {
  /** The words without companies' names of several words, which say nothing of what is asked: "Match Group". */
  readonly withoutCompanies: (tokens: readonly Token[]) => readonly Token[];
  readonly withoutReader: (mentioned: readonly AppMention[], topic: TopicId | undefined, tokens: readonly Token[]) => readonly AppMention[];
  /** Whether an app is called by its company's name, not its own: "Mozilla" for Firefox. */
  readonly isCompany: (app: AppId, words: string) => boolean;
  readonly staysInGroup: (apps: readonly AppId[], meant: readonly Mention[], tokens: readonly Token[]) => boolean;
  readonly leavesGroup: (apps: readonly AppId[], meant: readonly Mention[]) => boolean;
}

/** Sharing with others, where it leads, as sharing within the group. */
export function withinGroup(guesses: readonly Guess[]): readonly Guess[] {
  const [top] = guesses;
  if (top?.subject !== 'third-party-sharing') return guesses;
  return [{ ...top, subject: 'affiliate-sharing' }, ...guesses.slice(1).filter(({ subject }) => subject !== 'affiliate-sharing')];
}

/** Sharing within the group, where it leads, as sharing with others. */
export function outsideGroup(guesses: readonly Guess[]): readonly Guess[] {
  const [top] = guesses;
  if (top?.subject !== 'affiliate-sharing') return guesses;
  return [{ ...top, subject: 'third-party-sharing' }, ...guesses.slice(1).filter(({ subject }) => subject !== 'third-party-sharing')];
}

/** Makes the reader over a knowledge base. */
export function createCompanyReader({ apps: known }: Pick<Knowledge, 'apps'>): CompanyReader {
  const apps = new Set([...known.values()].map(({ name }) => spaceFree(name)));
  const vendors = [...new Set([...known.values()].map(({ vendor }) => vendor.name))].map(tokenise).filter((words) => words.length > 1);
  /** Of a company that is called by its app the app's name is taken out before: "Zoom Communications". */
  const longNames = vendors.flatMap((words) => (apps.has(words[0] ?? '') ? [words, ['it', ...words.slice(1)]] : [words]));
  const index = createTermIndex(
    longNames.map((words) => ({ words, value: null })),
    'text',
  );

  const withoutCompanies = (tokens: readonly Token[]): readonly Token[] => {
    const found = index.all(tokens);
    return found.length === 0 ? tokens : outside(tokens, ...found);
  };

  /** Without the app that stands for its company, where that is asked to read another app of its own: "can Facebook read Messenger chats". */
  const withoutReader = (mentioned: readonly AppMention[], topic: TopicId | undefined, tokens: readonly Token[]): readonly AppMention[] => {
    const [reader, ...others] = mentioned.map(({ app }) => known.get(app));
    const isOwn = others.length > 0 && others.every((app) => app?.vendor.name.startsWith(reader?.name ?? '-') || app?.vendor.name === reader?.vendor.name);
    return READING.has(topic) && isOwn && !tokens.some(({ text }) => LISTING.has(text)) ? mentioned.slice(1) : mentioned;
  };

  const isCompany = (id: AppId, words: string): boolean => {
    const app = known.get(id);
    return app !== undefined && spaceFree(app.vendor.name) === spaceFree(words) && spaceFree(app.name) !== spaceFree(words);
  };

  /** Whether what an app passes on goes to its own company: "does Fitbit share with Google", "does Instagram give data to Facebook". */
  const staysInGroup = (apps: readonly AppId[], meant: readonly Mention[], tokens: readonly Token[]): boolean => {
    const vendors = new Set(apps.map((id) => known.get(id)?.vendor.name));
    const [vendor = ''] = vendors.size === 1 ? vendors : [];
    const toCompany = tokens.some(({ text }, index) => text === vendor.toLowerCase() && TOWARDS.has(tokens[index - 1]?.text ?? ''));
    const toSister = meant.some(
      (mention) => mention.kind === 'app' && mention.role === 'receiver' && !apps.includes(mention.app) && known.get(mention.app)?.vendor.name === vendor,
    );
    return vendor !== '' && (toCompany || toSister);
  };

  /** Whether what an app passes on goes to the app of another company: "did BetterHelp share data with Facebook". */
  const leavesGroup = (apps: readonly AppId[], meant: readonly Mention[]): boolean => {
    const vendors = new Set(apps.map((id) => known.get(id)?.vendor.name));
    return apps.length > 0 && meant.some((mention) => mention.kind === 'app' && mention.role === 'receiver' && !vendors.has(known.get(mention.app)?.vendor.name));
  };

  return { withoutCompanies, withoutReader, isCompany, staysInGroup, leavesGroup };
}
