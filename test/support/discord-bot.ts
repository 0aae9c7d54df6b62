import { createDiscordBot, type Patience } from '../../src/bots/discord/bot.ts';
import type { LogEntry } from '../../src/bots/log.ts';
import { createAsk } from '../../src/core/ask.ts';
import { createSuggest } from '../../src/core/suggest.ts';
import { createVoices } from '../../src/core/wording.ts';
import { TODAY } from '../builders.ts';
import { type Call, type DiscordServer, TOKEN } from './discord-server.ts';
import { ownKnowledge } from './knowledge.ts';
import { inMemory, type RunningBot } from './telegram-bot.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Makes the starter of apps over the project's own knowledge, which wait for nothing longer than a second. */
export async function discordBots(): Promise<{
  readonly start: (server: DiscordServer, more?: { readonly log?: (entry: LogEntry) => void; readonly patience?: Partial<Patience> }) => RunningBot;
}> {
  const knowledge = await ownKnowledge();
  const ask = createAsk(knowledge);
  const { say } = createVoices(knowledge.wording)(undefined);
  return {
    start: (server, { log = () => {}, patience = {} } = {}) => {
      const bot = createDiscordBot({
        token: TOKEN,
        apiRoot: server.root,
        ask: (question, memory) => ask(question, { today: TODAY, memory }),
        say,
        suggest: createSuggest(knowledge),
        kept: inMemory(),
        log,
        now: () => 0,
        privacyUrl: 'https://fineprint.example/privacy',
        patience: { call: 500, gateway: 1000, answer: 1000, ending: 1000, again: (attempt) => 10 * 4 ** attempt, backOff: () => 1, ...patience },
      });
      return { ended: bot.run(), stop: bot.stop };
    },
  };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

/** Every component of an answer or message, from the outside in. */
export function partsOf(call: Call | undefined): readonly Fields[] {
  const inside = (parts: unknown): readonly Fields[] => (Array.isArray(parts) ? parts.filter(isFields).flatMap((part) => [part, ...inside(part.components)]) : []);
  const message = isFields(call?.body.data) ? call.body.data : call?.body;
  return inside(message?.components);
}

/** The flags of an answer or message. */
export function flagsOf(call: Call | undefined): number {
  const message = isFields(call?.body.data) ? call.body.data : call?.body;
  return Number(message?.flags ?? 0);
}

/** What an answer says, as it reads when Discord has drawn it. */
export function textOf(call: Call | undefined): string {
  return partsOf(call)
    .flatMap(({ type, content }) => (type === 10 ? [String(content)] : []))
    .join('\n')
    .replaceAll(/\[((?:\\.|[^\]\\])*)\]\(<[^>]*>\)/gu, '$1')
    .replaceAll(/^(?:### |-# )/gmu, '')
    .replaceAll(/(?<!\\)\*\*/gu, '')
    .replaceAll(/\\([^0-9A-Za-z\s])/gu, '$1');
}
