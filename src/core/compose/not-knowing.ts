import type { TopicId } from '../../knowledge/schema.ts';
import type { Block, Suggestion } from '../reply.ts';
import type { Result } from '../result.ts';
import { appOf, askApp, askTopic, bestKnown, type Composing, closedNotes, nextBlock, strongestTopics } from './parts.ts';

type Of<Kind extends Result['kind']> = Extract<Result, { kind: Kind }>;

/** The topics that are proposed to somebody who has named none. */
const FIRST_TOPICS: readonly TopicId[] = ['end-to-end-encryption', 'provider-access', 'data-collection'];

/** One question each on the best-known apps. */
export function examples(composing: Composing, topics: readonly TopicId[] = FIRST_TOPICS): readonly Suggestion[] {
  const apps = bestKnown(composing).slice(0, 3);
  return apps.flatMap(({ id }, index) => {
    const topic = topics[index % topics.length];
    return topic === undefined ? [] : [askTopic(composing, id, topic)];
  });
}

/** An app that isn't known: near names, then others of its category. */
export function composeUnknownApp(composing: Composing, { names, near, alike, topics }: Of<'unknown-app'>): readonly Block[] {
  const { say, either, all } = composing.voice;
  const [topic] = topics;
  const headlines = names.map(({ name, known }): Block => ({ kind: 'headline', text: say(known ? 'unknown-app.named' : 'unknown-app.headline', { name }) }));
  const called = (ids: typeof near) => ids.map((id) => appOf(composing, id).name);
  const ask = (ids: typeof near) => ids.map((id) => (topic === undefined ? askApp(composing, id) : askTopic(composing, id, topic)));
  return [
    ...headlines,
    ...(near.length === 0 ? [] : [{ kind: 'text' as const, text: say('unknown-app.near', { names: either(called(near)) }) }]),
    ...(alike.length === 0 ? [] : [{ kind: 'text' as const, text: say('unknown-app.alike', { names: all(called(alike)) }) }]),
    ...nextBlock(composing, [...ask(near), ...ask(alike)]),
  ];
}

/** What is missing is asked back, with the likeliest readings. */
export function composeUnclear(composing: Composing, { apps, topics, why, category }: Of<'unclear'>): readonly Block[] {
  const { say, either } = composing.voice;
  const [app] = apps;
  switch (why) {
    case 'which-of-these': {
      const names = either(apps.map((id) => appOf(composing, id).name));
      const next = apps.map((id) => (topics[0] === undefined ? askApp(composing, id) : askTopic(composing, id, topics[0])));
      return [{ kind: 'headline', text: say('unclear.which-of-these', { names }) }, ...nextBlock(composing, next)];
    }
    case 'which-topic': {
      if (app === undefined)
        return composeUnclear(composing, { kind: 'unclear', apps, topics, why: 'everything', category, period: { from: composing.today, to: composing.today } });
      const likely = topics.length > 0 ? topics : strongestTopics(composing, appOf(composing, app));
      const next = likely.slice(0, 3).map((topic) => askTopic(composing, app, topic));
      return [
        { kind: 'headline', text: say('unclear.which-topic', { app: appOf(composing, app).name }) },
        ...nextBlock(composing, next.length > 0 ? next : [askApp(composing, app)]),
      ];
    }
    case 'which-app': {
      const next =
        topics[0] === undefined
          ? bestKnown(composing)
              .slice(0, 3)
              .map(({ id }) => askApp(composing, id))
          : bestKnown(composing, topics[0])
              .slice(0, 3)
              .map(({ id }) => askTopic(composing, id, topics[0] ?? 'privacy-rating'));
      return [{ kind: 'headline', text: say('unclear.which-app') }, ...nextBlock(composing, next)];
    }
    case 'which-condition': {
      const ofKind = bestKnown(composing).filter((one) => one.category === category);
      return [
        { kind: 'headline', text: say('unclear.which-condition', { category: category ?? 'other' }) },
        ...nextBlock(
          composing,
          ofKind.map(({ id }) => askApp(composing, id)),
        ),
      ];
    }
    case 'gone':
      return [{ kind: 'headline', text: say('unclear.gone') }, ...nextBlock(composing, examples(composing))];
    case 'everything':
      return [{ kind: 'headline', text: say('unclear.everything') }, ...nextBlock(composing, examples(composing))];
  }
}

/** Not a question of ours: said differently to a greeting, to another subject and to gibberish. */
export function composeOutOfScope(composing: Composing, { apps, why }: Of<'out-of-scope'>): readonly Block[] {
  const { say } = composing.voice;
  const [id] = apps;
  if (why === 'other' && id !== undefined) {
    const app = appOf(composing, id);
    const closed = closedNotes(composing, app);
    const next = strongestTopics(composing, app).map((topic) => askTopic(composing, id, topic));
    return [
      { kind: 'headline', text: say('out-of-scope.app', { app: app.name }) },
      ...closed.map((text) => ({ kind: 'text' as const, text })),
      ...nextBlock(composing, next.length > 0 ? next : [askApp(composing, id)]),
    ];
  }
  return [{ kind: 'headline', text: say(`out-of-scope.${why}`) }, ...nextBlock(composing, examples(composing))];
}
