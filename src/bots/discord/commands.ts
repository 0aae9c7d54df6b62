import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { PlatformPorts } from '../chat-bot.ts';
import { COMMANDS } from '../commands.ts';

type Say = PlatformPorts['say'];
type CommandOption = NonNullable<RESTPostAPIChatInputApplicationCommandsJSONBody['options']>[number];

/** What stands in a message's menu; its name can't be anything but a sentence. */
export const CHECK_MESSAGE = 'Check this message';
/** The option that keeps the answer from others. */
export const PRIVATE = 'private';

/** Options that may be left out; the others must be given. */
const OPTIONAL: Readonly<Record<string, readonly string[]>> = { app: ['topic'], compare: ['third', 'topic'], find: ['category'] };
const LONGEST_QUESTION = 1000;
const LONGEST_NAME = 100;

/** For servers and for people; in servers, in the bot's own chat and in other private chats. */
const EVERYWHERE = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

function toOption(command: string, name: string, say: Say): CommandOption {
  const shared = { type: ApplicationCommandOptionType.String, name, description: say(`option.${name}`), required: !(OPTIONAL[command] ?? []).includes(name) } as const;
  return name === 'question' ? { ...shared, max_length: LONGEST_QUESTION } : { ...shared, max_length: LONGEST_NAME, autocomplete: true };
}

/** The commands as Discord wants to be told of them. */
export function toDiscordCommands(say: Say): readonly RESTPostAPIApplicationCommandsJSONBody[] {
  const hidden: CommandOption = { type: ApplicationCommandOptionType.Boolean, name: PRIVATE, description: say(`option.${PRIVATE}`) };
  return [
    ...COMMANDS.map(({ name, options }) => ({
      type: ApplicationCommandType.ChatInput as const,
      name,
      description: say(`command.${name}`),
      options: [...options.map((option) => toOption(name, option, say)), ...(name === 'ask' ? [hidden] : [])],
      ...EVERYWHERE,
    })),
    { type: ApplicationCommandType.Message, name: CHECK_MESSAGE, ...EVERYWHERE },
  ];
}

/** Whether all that we say is said there too; Discord adds fields of its own, and leaves out what is false or empty. */
function says(theirs: unknown, ours: unknown): boolean {
  if (Array.isArray(ours)) {
    const there: readonly unknown[] = Array.isArray(theirs) ? theirs : [];
    return there.length === ours.length && ours.every((one, index) => says(there[index], one));
  }
  if (typeof ours === 'object' && ours !== null) {
    const there = new Map<string, unknown>(typeof theirs === 'object' && theirs !== null ? Object.entries(theirs) : []);
    return Object.entries(ours).every(([key, value]) => says(there.get(key), value));
  }
  return ours === theirs || (ours === false && theirs === undefined);
}

/** Whether Discord knows other commands than these. */
export function differ(theirs: unknown, ours: readonly RESTPostAPIApplicationCommandsJSONBody[]): boolean {
  const there: readonly unknown[] = Array.isArray(theirs) ? theirs : [];
  return there.length !== ours.length || !ours.every((one) => there.some((other) => says(other, one)));
}
