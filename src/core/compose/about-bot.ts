import type { Block } from '../reply.ts';
import { examples } from './not-knowing.ts';
import { type Composing, nextBlock } from './parts.ts';

/** What the bot can do. */
export function composeHelp(composing: Composing): readonly Block[] {
  const { knowledge, voice } = composing;
  const signs = {
    good: voice.say('sign.good'),
    bad: voice.say('sign.bad'),
    partly: voice.say('sign.partly'),
    disputed: voice.say('sign.disputed'),
    unknown: voice.say('sign.unknown'),
  };
  return [
    { kind: 'headline', text: voice.say('help.headline') },
    { kind: 'text', text: voice.say('help.body', { apps: knowledge.apps.size, topics: knowledge.topics.size }) },
    { kind: 'notes', notes: [voice.say('help.signs', signs)] },
    ...nextBlock(composing, examples(composing)),
  ];
}

/** The topics that can be asked of any app, those that matter most first. */
export function composeTopics(composing: Composing): readonly Block[] {
  const { knowledge, voice } = composing;
  const topics = [...knowledge.topics.values()].toSorted((a, b) => b.weight - a.weight);
  return [
    { kind: 'headline', text: voice.say('topics.headline', { count: topics.length }) },
    { kind: 'text', text: topics.map(({ name }) => name).join(' · ') },
    ...nextBlock(composing, examples(composing)),
  ];
}

/** What is kept of those who ask. */
export function composePrivacy({ voice }: Composing): readonly Block[] {
  return [
    { kind: 'headline', text: voice.say('privacy.headline') },
    { kind: 'text', text: voice.say('privacy.body') },
  ];
}
