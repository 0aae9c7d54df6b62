import type { AskNow } from '../core/ask.ts';
import type { KeptStore } from '../state/kept.ts';
import type { ChatBot } from './chat-bot.ts';
import type { Log } from './log.ts';

/** What every platform's bot is given. */
export interface PlatformPorts {
  readonly ask: AskNow;
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
  readonly kept: KeptStore;
  readonly log: Log;
  readonly now: () => number;
  readonly privacyUrl?: string;
}

/** What the operator sets for a platform. */
export interface PlatformSettings {
  readonly token: string;
  readonly apiRoot?: string;
}

/** A platform: the variables that switch it on, and its bot. */
export interface Platform {
  readonly tokenVariable: 'TELEGRAM_BOT_TOKEN';
  readonly apiRootVariable: 'TELEGRAM_API_ROOT';
  readonly open: (settings: PlatformSettings, ports: PlatformPorts) => Promise<ChatBot>;
}

/** Every platform but the terminal. Each is imported only when it is used: that takes a tenth of a second or more. */
export const PLATFORMS: readonly Platform[] = [
  {
    tokenVariable: 'TELEGRAM_BOT_TOKEN',
    apiRootVariable: 'TELEGRAM_API_ROOT',
    open: async (settings, ports) => (await import('./telegram/bot.ts')).createTelegramBot({ ...settings, ...ports }),
  },
];
