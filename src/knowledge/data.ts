import type { AffixesFile, AppFile, CategoriesFile, IntentFile, NamesFile, PlacesFile, PublisherFile, ScopesFile, TopicFile } from './schema.ts';

/** The files under `data/`, as text by path (`apps/wechat.json`). */
export type DataFiles = Readonly<Record<string, string>>;

/** What stands in those files, by id (the file's name); the content is of the right shape, the rules may still find fault. */
export interface Data {
  readonly apps: Readonly<Record<string, AppFile>>;
  readonly topics: Readonly<Record<string, TopicFile>>;
  readonly publishers: Readonly<Record<string, PublisherFile>>;
  /** What people want besides a topic, and how they word it. */
  readonly intents: Readonly<Record<string, IntentFile>>;
  readonly categories: CategoriesFile;
  readonly scopes: ScopesFile;
  readonly places: PlacesFile;
  readonly affixes: AffixesFile;
  readonly names: NamesFile;
  /** Sentences by language and key. */
  readonly wording: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
