import { z } from 'zod';
import { CATEGORIES, type INTENT_IDS, SCOPES, SOURCE_KINDS, TOPIC_IDS, WAIVABLE } from './ids.ts';

/** A day as people write it in the data: `2016`, `2016-11` or `2016-11-30`, in UTC; a year or month means its first day. */
const day = z
  .string()
  .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'write a day as YYYY, YYYY-MM or YYYY-MM-DD')
  .describe('YYYY, YYYY-MM or YYYY-MM-DD in UTC; a year or a month means its first day.');

/** What an id looks like everywhere: lower-case words, figures and hyphens. */
const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case letters, figures and single hyphens');

const text = z
  .string()
  .min(1)
  .regex(/^\S(.*\S)?$/su, 'leave out white space at the start and the end');

const category = z.enum(CATEGORIES);
const topicId = z.enum(TOPIC_IDS);
const speaker = z.enum(['vendor', 'independent']);

const checked = z
  .strictObject({
    on: day.describe('The day on which a maintainer last read it.'),
    copy: z.enum(['live', 'archived']).describe('Whether the live page or an archived copy was read.'),
    of: day.exactOptional().describe('The day of the archived copy, if it is known.'),
  })
  .describe('Who has read it, when and which copy; absent if nobody has read it yet.');

const sourceFields = {
  title: text.describe("The document's own title."),
  publisher: text.describe('Who published it.'),
  url: z.string().describe('Its https address, without tracking parameters.'),
  origin: slug
    .exactOptional()
    .describe('The source that this one merely repeats: its id, or a name in the form of an id if it is not recorded. Sources of one origin are one voice.'),
  kind: z.enum(SOURCE_KINDS).describe('What kind of document it is; the rank of its voice follows from it.'),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/)
    .exactOptional()
    .describe('Its language (BCP 47), if not English.'),
  published: day.exactOptional().describe('The day of publication, or of the version that is meant.'),
  checked: checked.exactOptional(),
};

const sourceSchema = z.strictObject(sourceFields);

const evidenceSchema = z.strictObject({
  source: slug.describe("A source: its key in this file's sources, or the full id of a shared one, such as amnesty-2016-ranking."),
  stance: z.enum(['yes', 'no', 'partly', 'silent']).describe('What this source says of the question; silent: it was read for this and does not say.'),
  by: speaker.exactOptional().describe("Who speaks; written only where it is not what the source's kind says, such as press quoting the vendor."),
  says: text.describe('One sentence of our own on what this source establishes and for when.'),
  where: text.exactOptional().describe('The chapter, heading or page where it stands.'),
});

const howToSchema = z.strictObject({
  source: slug.describe("The vendor's page that shows how."),
  says: text.describe('One sentence of our own on what to do.'),
});

const findingSchema = z.strictObject({
  verdict: z.enum(['yes', 'no', 'partly', 'disputed', 'unknown']).describe("The answer to the topic's question, as it follows from the evidence."),
  value: text.exactOptional().describe('A short value, only where the topic has one: a protocol, a country, a period.'),
  condition: text.exactOptional().describe('When it holds; required for partly.'),
  scope: z.enum(SCOPES).exactOptional().describe('Whom it speaks of; a finding without scope speaks for everybody else.'),
  summary: text.describe('One or two plain sentences of our own, 20 to 280 characters.'),
  since: day.exactOptional().describe('The first day on which it is true; absent if the beginning is not established.'),
  until: day.exactOptional().describe('The first day on which it is no longer true; absent while it lasts.'),
  evidence: z.tuple([evidenceSchema], evidenceSchema).describe('Who says so; at least one.'),
  howTo: howToSchema.exactOptional().describe('What a person can do and the page that shows how.'),
  waives: z.partialRecord(z.enum(WAIVABLE), text).exactOptional().describe('Rules on how facts agree with each other that this finding rightly breaks, each with the reason.'),
  verdictReason: text.exactOptional().describe('Why the verdict departs from the one that follows from the evidence.'),
});

const aliasSchema = z.union([
  text,
  z.strictObject({
    name: text.describe('The name as people type it.'),
    word: z.literal(true).exactOptional().describe('It is also a common word, so it names the app only with a cue beside it.'),
    shared: z.literal(true).exactOptional().describe('Several apps answer to it; each of them says so and the bot asks which.'),
  }),
]);

export const appSchema = z.strictObject({
  $schema: z.literal('../schema/app.schema.json').describe('Lets an editor help while you type.'),
  name: text.describe('The name as the vendor writes it.'),
  aliases: z.array(aliasSchema).exactOptional().describe('Other names, scripts, old names and abbreviations people type.'),
  category: category.describe('What kind of app it is.'),
  vendor: z
    .strictObject({
      name: text.describe('The legal entity or project behind it, in its short form.'),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'use the two capital letters of ISO 3166')
        .exactOptional()
        .describe('Its country (ISO 3166, two letters); absent where there is none.'),
    })
    .describe('Who makes it.'),
  homepage: z.string().exactOptional().describe('Its home page (https).'),
  privacyPolicy: z.string().exactOptional().describe('Its privacy policy (https).'),
  discontinued: day.exactOptional().describe('The day on which it was closed.'),
  findings: z.partialRecord(topicId, z.array(findingSchema).min(1)).exactOptional().describe('What is known, by topic.'),
  sources: z.record(slug, sourceSchema).exactOptional().describe('The sources that only this app cites.'),
});

export const publisherSchema = z.strictObject({
  $schema: z.literal('../schema/publisher.schema.json').describe('Lets an editor help while you type.'),
  name: text.describe('The publisher of every source in this file.'),
  aliases: z.array(text).exactOptional().describe('Other names people use for it.'),
  sources: z.record(slug, z.strictObject(sourceFields).omit({ publisher: true })).describe('Its sources that several apps cite.'),
});

export const topicSchema = z.strictObject({
  $schema: z.literal('../schema/topic.schema.json').describe('Lets an editor help while you type.'),
  name: text.describe('The topic in a few words, as a heading has it.'),
  question: text.describe('The question that the verdict answers.'),
  ask: text.describe('The question as a person would put it, with {app} and, if wanted, {vendor}.'),
  meaning: text.describe('What it means, in two plain sentences.'),
  better: z.enum(['yes', 'no']).nullable().describe('The verdict that is better for privacy; null where neither is.'),
  criteria: z
    .strictObject({
      yes: text.exactOptional().describe('When the verdict is yes.'),
      partly: text.exactOptional().describe('When the verdict is partly.'),
      no: text.exactOptional().describe('When the verdict is no.'),
      value: text.exactOptional().describe('What the value holds; present only if findings of this topic have one.'),
      note: text.exactOptional().describe('What else a curator has to know.'),
    })
    .describe('What decides where two curators could judge differently.'),
  family: slug.describe('Topics of one family say much the same of an app; an overview shows one of each.'),
  fits: z.array(category).min(1).exactOptional().describe('The categories for which it makes sense; absent: all.'),
  weight: z.union([z.literal(1), z.literal(2), z.literal(3)]).describe('How much it matters in an overview, 3 the most.'),
  freshFor: z.int().min(1).max(240).describe('After how many months its evidence is stale.'),
  names: z.array(text).min(1).describe('What the topic is called: terms that name it outright.'),
  decisive: z.array(text).exactOptional().describe('Terms that settle the topic by themselves.'),
  narrows: z
    .strictObject({
      topics: z.array(topicId).min(1).describe('The wider topics.'),
      words: z.array(text).min(1).describe('Words that make a question on one of them a question on this one.'),
    })
    .exactOptional()
    .describe('Which wider topics it is a part of, and by which words it is told from them, such as calls from end-to-end encryption.'),
  contrary: z.array(text).exactOptional().describe('Terms that name its contrary, such as anonymous for identification.'),
  phrasings: z.record(z.string().regex(/^[a-z]{2}$/), z.array(text).min(1)).describe('How people ask it, by language, without the name of an app.'),
  elsewhere: z
    .array(z.strictObject({ text: text.describe('An example that looks alike.'), topic: topicId.describe('Where it belongs.') }))
    .exactOptional()
    .describe('Examples that look alike and belong to another topic.'),
});

export const intentSchema = z.strictObject({
  $schema: z.literal('../schema/intent.schema.json').describe('Lets an editor help while you type.'),
  meaning: text.describe('What a person wants who asks so.'),
  phrasings: z
    .record(z.string().regex(/^[a-z]{2}$/), z.array(text).min(1))
    .exactOptional()
    .describe('How people ask it, by language, without the name of an app.'),
  openings: z
    .record(z.string().regex(/^[a-z]{2}$/), z.array(text).min(1))
    .exactOptional()
    .describe('Words with which such a question begins, by language.'),
});

export const namesSchema = z.strictObject({
  $schema: z.literal('schema/names.schema.json').describe('Lets an editor help while you type.'),
  apps: z
    .array(
      z.strictObject({
        name: text.describe('The name as the vendor writes it.'),
        aliases: z.array(aliasSchema).exactOptional().describe('Other names people type.'),
        category: category.describe('What kind of app it is.'),
      }),
    )
    .describe('Real apps that are known by name and category only.'),
});

const byLanguage = z.record(z.string().regex(/^[a-z]{2}$/), z.array(text).min(1));

export const categoriesSchema = z.strictObject({
  $schema: z.literal('schema/categories.schema.json').describe('Lets an editor help while you type.'),
  categories: z
    .partialRecord(
      category,
      z.strictObject({
        names: byLanguage.describe('What people call an app of this kind, by language.'),
        holds: byLanguage.exactOptional().describe('What people have in such an app, by language: it tells which app of a shared name is meant.'),
      }),
    )
    .describe('How people speak of the kinds of apps.'),
});

export const scopesSchema = z.strictObject({
  $schema: z.literal('schema/scopes.schema.json').describe('Lets an editor help while you type.'),
  scopes: z
    .partialRecord(z.enum(SCOPES), z.strictObject({ names: byLanguage.describe('How people name this scope in a question, by language.') }))
    .describe('How people speak of the scopes.'),
});

export const placesSchema = z.strictObject({
  $schema: z.literal('schema/places.schema.json').describe('Lets an editor help while you type.'),
  places: z
    .record(
      z.string().regex(/^(?:[A-Z]{2}|\d{3})$/u, 'is no region code: two capitals (ISO 3166) or three figures (UN M.49)'),
      z.strictObject({
        names: byLanguage.describe('What people call the place, by language.'),
        adjectives: byLanguage.describe('What people call a company from there, by language.'),
        members: z
          .array(z.string().regex(/^[A-Z]{2}$/u, 'is no country code (ISO 3166, two capitals)'))
          .min(1)
          .exactOptional()
          .describe('The countries of a union or a continent.'),
      }),
    )
    .describe('How people speak of the countries that companies are from.'),
});

export const affixesSchema = z.strictObject({
  $schema: z.literal('schema/affixes.schema.json').describe('Lets an editor help while you type.'),
  affixes: z
    .record(
      z.string().regex(/^[a-z]{2}$/),
      z.strictObject({
        after: z.array(text).min(1).exactOptional().describe("What the language joins to a name's end, as in «WhatsApp'ta»."),
        before: z.array(text).min(1).exactOptional().describe("What it joins to a name's beginning."),
        instead: z.array(text).min(1).exactOptional().describe('Last letters of a name that give way to what is joined to its end: «Strava» becomes «Stravie».'),
        shortest: z.number().int().positive().describe('So many letters at least are left of a name.'),
      }),
    )
    .describe('What languages join to names, without a space.'),
});

/** The sentences that a person reads, by key, as ICU messages. */
export const wordingSchema = z.record(z.string(), z.string().min(1));

export type Waivable = (typeof WAIVABLE)[number];
export type Category = (typeof CATEGORIES)[number];
export type Scope = (typeof SCOPES)[number];
export type TopicId = (typeof TOPIC_IDS)[number];
export type IntentId = (typeof INTENT_IDS)[number];
export type SourceKind = (typeof SOURCE_KINDS)[number];
export type Speaker = z.infer<typeof speaker>;
export type SourceFile = z.infer<typeof sourceSchema>;
export type EvidenceFile = z.infer<typeof evidenceSchema>;
export type FindingFile = z.infer<typeof findingSchema>;
export type AliasFile = z.infer<typeof aliasSchema>;
export type AppFile = z.infer<typeof appSchema>;
export type PublisherFile = z.infer<typeof publisherSchema>;
export type TopicFile = z.infer<typeof topicSchema>;
export type IntentFile = z.infer<typeof intentSchema>;
export type PlacesFile = z.infer<typeof placesSchema>;
export type AffixesFile = z.infer<typeof affixesSchema>;
export type ScopesFile = z.infer<typeof scopesSchema>;
export type CategoriesFile = z.infer<typeof categoriesSchema>;
export type NamesFile = z.infer<typeof namesSchema>;
