import type { LogEntry } from '../../src/bots/log.ts';
import { createTelegramBot } from '../../src/bots/telegram/bot.ts';
import type { WebhookSettings } from '../../src/bots/telegram/webhook.ts';
import { createAsk } from '../../src/core/ask.ts';
import { createSuggest } from '../../src/core/suggest.ts';
import { createVoices } from '../../src/core/wording.ts';
import { createNumbers, type Kept, MOST_UPDATES } from '../../src/state/kept.ts';
import { TODAY } from '../builders.ts';
import { ownKnowledge } from './knowledge.ts';
import { type TelegramServer, TOKEN } from './telegram-server.ts';

/** What is kept, in memory: it survives a bot, as the file survives a process. */
export function inMemory(): Kept {
  return { answeredUpdates: createNumbers(MOST_UPDATES) };
}

/** A bot that runs at a server. */
export interface RunningBot {
  readonly ended: Promise<void>;
  readonly stop: () => void;
}

/** Makes the starter of bots over the project's own knowledge, which wait for nothing longer than a second. */
export async function telegramBots(): Promise<{
  readonly say: (key: string) => string;
  readonly start: (
    server: TelegramServer,
    more?: { readonly kept?: Kept; readonly log?: (entry: LogEntry) => void; readonly webhook?: WebhookSettings; readonly token?: string },
  ) => RunningBot;
}> {
  const knowledge = await ownKnowledge();
  const ask = createAsk(knowledge);
  const { say } = createVoices(knowledge.wording)(undefined);
  return {
    say,
    start: (server, { kept = inMemory(), log = () => {}, webhook, token = TOKEN } = {}) => {
      const bot = createTelegramBot({
        token,
        apiRoot: server.root,
        ...(webhook && { webhook }),
        ask: (question, memory) => ask(question, { today: TODAY, memory }),
        say,
        suggest: createSuggest(knowledge),
        kept,
        log,
        now: () => 0,
        privacyUrl: 'https://fineprint.example/privacy',
        patience: { callSeconds: 1, pollSeconds: 1, backOff: () => 1 },
      });
      return { ended: bot.run(), stop: bot.stop };
    },
  };
}
