import { afterEach, expect } from '@jest/globals';
import type { Patience } from '../../src/bots/discord/bot.ts';
import type { LogEntry } from '../../src/bots/log.ts';
import { discordBots } from './discord-bot.ts';
import { aQuestion, CHANNEL, PERSON } from './discord-interactions.ts';
import { type Call, type DiscordServer, startDiscord, TOKEN } from './discord-server.ts';
import type { RunningBot } from './telegram-bot.ts';

type Interaction = Readonly<Record<string, unknown>>;

/** What is asked where it doesn't matter what. */
export const SAYING = 'is signal open source';
export const ANSWER = 'Signal · Open source';

/** Apps at small Discords, which end with their test, and what they log, in which nothing of anybody may stand. */
export interface DiscordScene {
  /** Starts a server. */
  readonly open: (options?: Parameters<typeof startDiscord>[0]) => Promise<DiscordServer>;
  /** Starts an app at a server, its own if none is given. */
  readonly start: (server?: DiscordServer, patience?: Partial<Patience>) => Promise<RunningBot & { readonly server: DiscordServer }>;
  readonly logged: readonly LogEntry[];
  /** What was logged, such as "answer-failed 429". */
  readonly events: () => readonly string[];
  /** Resolves as soon as something is logged. */
  readonly told: (event: string) => Promise<void>;
  /** Asks one thing after the other and returns the last answer. */
  readonly answerTo: (server: DiscordServer, ...interactions: readonly Interaction[]) => Promise<Call | undefined>;
}

/** Sets the scene for the tests of a file. */
export async function discordScene(): Promise<DiscordScene> {
  const bots = await discordBots();
  const ending: (() => Promise<unknown>)[] = [];
  const logged: LogEntry[] = [];
  const readers: (() => void)[] = [];
  const log = (entry: LogEntry) => {
    logged.push(entry);
    for (const read of readers.splice(0)) read();
  };
  const events = () => logged.map(({ event, code }) => [event, ...(code === undefined ? [] : [code])].join(' '));

  afterEach(async () => {
    for (const end of ending.splice(0).toReversed()) await end();
    const everything = JSON.stringify(logged.splice(0));
    for (const secret of [TOKEN, SAYING, 'interaction-token', PERSON.id, PERSON.username, PERSON.global_name, CHANNEL]) expect(everything).not.toContain(secret);
  });

  const open: DiscordScene['open'] = async (options) => {
    const server = await startDiscord(options);
    ending.push(server.close);
    return server;
  };

  return {
    open,
    start: async (given, patience = {}) => {
      const server = given ?? (await open());
      const bot = bots.start(server, { log, patience });
      ending.push(async () => {
        bot.stop();
        await bot.ended.catch(() => {});
      });
      return { server, ...bot };
    },
    logged,
    events,
    told: async (event) => {
      while (!events().includes(event)) await new Promise<void>((resolve) => readers.push(resolve));
    },
    answerTo: async (server, ...interactions) => {
      let count = server.calls.filter(({ method }) => method === 'callback').length;
      for (const interaction of interactions) {
        server.push(interaction);
        count += 1;
        await server.waitFor('callback', count);
      }
      return (await server.waitFor('callback', count))[count - 1];
    },
  };
}

/** The question where it doesn't matter what. */
export function anyQuestion(): Interaction {
  return aQuestion(SAYING);
}
