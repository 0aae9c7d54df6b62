import { isDeepStrictEqual } from 'node:util';
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

/** What Discord adds to a command and we have no say in: its ids, and older words for `contexts`. */
const ADDED = new Set(['id', 'application_id', 'guild_id', 'version', 'handler', 'default_permission', 'dm_permission']);

/** A command in a form in which the same ones are the same: without what Discord adds, and without what is empty or false, which it puts in or leaves out. */
function toBare(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(toBare);
  if (typeof value !== 'object' || value === null) return value || undefined;
  const fields = Object.entries(value)
    .map(([key, field]) => [key, toBare(field)] as const)
    .filter(([key, field]) => field !== undefined && !ADDED.has(key))
    .toSorted(([one], [other]) => one.localeCompare(other));
  return fields.length === 0 ? undefined : Object.fromEntries(fields);
}

/** Whether Discord knows other commands than these; their order is its own. */
export function differ(theirs: readonly unknown[], ours: readonly RESTPostAPIApplicationCommandsJSONBody[]): boolean {
  const written = (commands: readonly unknown[]) => commands.map((command) => JSON.stringify(toBare(command))).toSorted();
  return !isDeepStrictEqual(written(theirs), written(ours));
}
