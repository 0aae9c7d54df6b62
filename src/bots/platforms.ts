import type { ChatBot, PlatformPorts, PlatformSettings } from './chat-bot.ts';

/** Reads a variable; undefined if it is absent or empty. */
export type ReadSetting = (name: 'TELEGRAM_WEBHOOK_URL' | 'TELEGRAM_WEBHOOK_SECRET' | 'PORT') => string | undefined;

/** A platform: the variables that switch it on, and its bot. */
export interface Platform {
  readonly tokenVariable: 'TELEGRAM_BOT_TOKEN' | 'DISCORD_TOKEN';
  readonly apiRootVariable: 'TELEGRAM_API_ROOT' | 'DISCORD_API_ROOT';
  /** Makes the bot; `read` gives what else the operator may set for it. Rejects with a StartError if that can't be. */
  readonly open: (settings: PlatformSettings, ports: PlatformPorts, read: ReadSetting) => Promise<ChatBot>;
}

/** Every platform but the terminal. Each is imported only when it is used: that takes a tenth of a second or more. */
export const PLATFORMS: readonly Platform[] = [
  {
    tokenVariable: 'TELEGRAM_BOT_TOKEN',
    apiRootVariable: 'TELEGRAM_API_ROOT',
    open: async (settings, ports, read) => {
      const [{ createTelegramBot }, { readWebhook }] = await Promise.all([import('./telegram/bot.ts'), import('./telegram/webhook.ts')]);
      const webhook = readWebhook({ url: read('TELEGRAM_WEBHOOK_URL'), secret: read('TELEGRAM_WEBHOOK_SECRET'), port: read('PORT') });
      return createTelegramBot({ ...settings, ...ports, ...(webhook && { webhook }) });
    },
  },
  {
    tokenVariable: 'DISCORD_TOKEN',
    apiRootVariable: 'DISCORD_API_ROOT',
    open: async (settings, ports) => (await import('./discord/bot.ts')).createDiscordBot({ ...settings, ...ports }),
  },
];
