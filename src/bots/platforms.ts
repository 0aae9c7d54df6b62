import type { ChatBot, PlatformPorts, PlatformSettings } from './chat-bot.ts';

/** A platform: the variables that switch it on, and its bot. */
export interface Platform {
  readonly tokenVariable: 'TELEGRAM_BOT_TOKEN' | 'DISCORD_TOKEN';
  readonly apiRootVariable: 'TELEGRAM_API_ROOT' | 'DISCORD_API_ROOT';
  readonly open: (settings: PlatformSettings, ports: PlatformPorts) => Promise<ChatBot>;
}

/** Every platform but the terminal. Each is imported only when it is used: that takes a tenth of a second or more. */
export const PLATFORMS: readonly Platform[] = [
  {
    tokenVariable: 'TELEGRAM_BOT_TOKEN',
    apiRootVariable: 'TELEGRAM_API_ROOT',
    open: async (settings, ports) => (await import('./telegram/bot.ts')).createTelegramBot({ ...settings, ...ports }),
  },
  {
    tokenVariable: 'DISCORD_TOKEN',
    apiRootVariable: 'DISCORD_API_ROOT',
    open: async (settings, ports) => (await import('./discord/bot.ts')).createDiscordBot({ ...settings, ...ports }),
  },
];
