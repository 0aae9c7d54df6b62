import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Client,
  type CommandInteractionOption,
  Events,
  GatewayCloseCodes,
  type Interaction,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  MessageFlagsBitField,
  Options,
  type RepliableInteraction,
  Routes,
  type StringSelectMenuInteraction,
} from 'discord.js';
import type { Asked } from '../../core/ask.ts';
import { type Memory, NOTHING_SAID, type Question, type Wish } from '../../core/question.ts';
import { createRecent } from '../../core/recent.ts';
import { readButton } from '../buttons.ts';
import { type ChatBot, type PlatformPorts, type PlatformSettings, StartError } from '../chat-bot.ts';
import { COMMANDS, FOR_ASKER, withPolicy } from '../commands.ts';
import { shortened } from '../long-text.ts';
import { pause } from '../pause.ts';
import { CHECK_MESSAGE, differ, PRIVATE, toDiscordCommands } from './commands.ts';
import { isAnswered, toFault } from './faults.ts';
import { type Given, toQuestion, toSuggestions } from './question.ts';
import { type Page, render, renderPick, renderSentence } from './render.ts';

/** What the app in Discord runs on. */
export interface DiscordPorts extends PlatformPorts, PlatformSettings {
  /** How long a call may take, and how long to wait before the nth repetition and for what is in hand at the end, all in milliseconds. */
  readonly patience?: { readonly call: number; readonly ending: number; readonly backOff: (attempt: number) => number };
}

const PLATFORM = 'discord';
/** An answer is taken for three seconds, so that a call which takes longer can as well be made again. */
const PATIENCE = { call: 2500, ending: 7000, backOff: (attempt: number) => Math.min(30_000, 500 * 2 ** attempt) };
/** Discord doesn't count answers to interactions, but discord.js does, up to this number a second: high enough to hold none back. */
const CALLS_A_SECOND = 5000;
const MOST_TRIES = 3;
/** After the first answer, Discord takes so many more of an app that isn't in the server. */
const MOST_FOLLOW_UPS = 5;
const LONGEST_CHOICE = 100;
const REFUSALS: Readonly<Record<number, string>> = {
  [GatewayCloseCodes.AuthenticationFailed]: 'Discord refuses DISCORD_TOKEN: reset the token on the Bot page of the Developer Portal, and copy it again',
  [GatewayCloseCodes.DisallowedIntents]: 'Discord refuses the intents: Fineprint asks for none, so this is not its own client that was started',
};
const REFUSED = 'Discord refuses the connection and asks not to come again';
/** Closes after which Discord wants no second attempt: the token, the shards, the version or the intents are wrong. */
const FINAL: readonly number[] = [
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
];

function isRefusedToken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'TokenInvalid';
}

/** The values that came with a command, whatever they are. */
function givenBy(options: readonly CommandInteractionOption[]): Given {
  return new Map(options.flatMap(({ name, value }) => (typeof value === 'string' ? [[name, value] as const] : [])));
}

/** The language that somebody reads, without the country. */
function languageOf({ locale }: Interaction): Pick<Question, 'language'> {
  const [language] = String(locale ?? '').split('-');
  return language ? { language } : {};
}

/** What a chosen value makes of what the menu asks. */
function completed(wish: Wish, value: string): Wish {
  return wish.intent === 'compare' ? { ...wish, apps: [...wish.apps, value] } : { ...wish, topic: value };
}

/** Makes the app in Discord. */
export function createDiscordBot({ token, apiRoot, ask, say, suggest, log, now, privacyUrl, patience = PATIENCE }: DiscordPorts): ChatBot {
  const memories = createRecent<Memory>();
  const seen = createRecent<true>();
  const inHand = new Set<Promise<unknown>>();
  const stopping = new AbortController();
  const ports = { say, suggest };
  let client: Client | undefined;
  let end: { readonly done: () => void; readonly fail: (error: StartError) => void } | undefined;

  const logFault = (event: 'call-failed' | 'fetch-failed' | 'answer-failed' | 'set-up-failed', error: unknown) => {
    const { method, code } = toFault(error);
    log({ level: 'warn', platform: PLATFORM, event, code, ...(method !== undefined && { method }) });
  };

  /** Makes a call, again if the connection broke: Discord takes an answer once, so that nothing is said twice. */
  const insist = async (call: () => Promise<unknown>, attempt = 1): Promise<void> => {
    try {
      await call();
    } catch (error) {
      const fault = toFault(error);
      if (attempt > 1 && isAnswered(fault)) return;
      if (fault.code !== 'network' || attempt >= MOST_TRIES || stopping.signal.aborted) throw error;
      await insist(call, attempt + 1);
    }
  };

  const send = (interaction: RepliableInteraction, { components, flags }: Page, hidden: boolean) =>
    insist(() => interaction.reply({ components: [...components], flags: flags | (hidden ? MessageFlags.Ephemeral : 0) }));

  const follow = (interaction: RepliableInteraction, { components, flags }: Page, hidden: boolean) =>
    interaction.followUp({ components: [...components], flags: flags | (hidden ? MessageFlags.Ephemeral : 0) });

  /** Keys hold ids, and live in memory for a quarter of an hour only. */
  const chatOf = ({ channelId, user }: Interaction) => `${channelId}:${user.id}`;

  const answer = async (
    interaction: RepliableInteraction,
    question: Question,
    { page = 0, hidden, policy = false }: { readonly page?: number; readonly hidden: boolean; readonly policy?: boolean },
  ) => {
    const asked: Asked = ask({ ...question, ...languageOf(interaction) }, memories.recall(chatOf(interaction), now()) ?? NOTHING_SAID);
    const pages = render(policy ? withPolicy(asked.reply, { say, privacyUrl }) : asked.reply, asked.about, ports);
    const from = Math.min(page, pages.length - 1);
    memories.keep(chatOf(interaction), asked.memory, now());
    await send(interaction, pages[from] ?? pages[0], hidden);
    const others = asked.about ? [] : pages.slice(from + 1, from + 1 + MOST_FOLLOW_UPS);
    for (const other of others) await follow(interaction, other, hidden);
  };

  const gone = (interaction: RepliableInteraction) => send(interaction, renderSentence(say('unclear.gone')), true);

  const onCommand = async (interaction: ChatInputCommandInteraction) => {
    const { commandName, options } = interaction;
    if (!COMMANDS.some(({ name }) => name === commandName)) return gone(interaction);
    const hidden = FOR_ASKER.includes(commandName) || options.data.some(({ name, value }) => name === PRIVATE && value === true);
    await answer(interaction, toQuestion(commandName, givenBy(options.data), suggest), { hidden, policy: commandName === 'privacy' });
  };

  /** A message is of somebody else: what is said of it is for the one who asks. */
  const onMessage = async (interaction: MessageContextMenuCommandInteraction) => {
    if (interaction.commandName !== CHECK_MESSAGE) return gone(interaction);
    await answer(interaction, { text: interaction.targetMessage.content }, { hidden: true });
  };

  const onComponent = async (interaction: ButtonInteraction | StringSelectMenuInteraction) => {
    const value = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const pick = value === undefined ? renderPick(interaction.customId, ports) : undefined;
    if (pick) return send(interaction, pick, true);
    const pressed = readButton(interaction.customId);
    const press = pressed && value !== undefined ? { ...pressed, wish: completed(pressed.wish, value) } : pressed;
    if (!press || !ask({ text: '', wish: press.wish }, NOTHING_SAID).about) return gone(interaction);
    const hidden = new MessageFlagsBitField(interaction.message.flags).has(MessageFlags.Ephemeral);
    await answer(interaction, { text: '', wish: press.wish }, { page: press.page, hidden });
  };

  const onAutocomplete = async (interaction: AutocompleteInteraction) => {
    const { name, value } = interaction.options.getFocused(true);
    const choices = toSuggestions(name, String(value), givenBy(interaction.options.data), suggest);
    await insist(() => interaction.respond(choices.map((choice) => ({ name: shortened(choice.name, LONGEST_CHOICE), value: choice.id.slice(0, LONGEST_CHOICE) }))));
  };

  const handle = async (interaction: Interaction): Promise<void> => {
    if (interaction.isAutocomplete()) return onAutocomplete(interaction);
    if (interaction.isChatInputCommand()) return onCommand(interaction);
    if (interaction.isMessageContextMenuCommand()) return onMessage(interaction);
    if (interaction.isButton() || interaction.isStringSelectMenu()) return onComponent(interaction);
    if (interaction.isRepliable()) return gone(interaction);
  };

  /** The one place where what fails is told, without what was in it; the person learns of our own faults only. */
  const guarded = async (interaction: Interaction): Promise<void> => {
    try {
      await handle(interaction);
    } catch (error) {
      logFault('answer-failed', error);
      const ours = toFault(error).code === 'bug' && interaction.isRepliable() && !interaction.replied;
      if (ours) await send(interaction, renderSentence(say('chat.failed')), true).catch((failed: unknown) => logFault('call-failed', failed));
    }
  };

  /** Notes what is under way, so that the end can wait for it. */
  const finish = (work: Promise<void>) => {
    const noted = work.finally(() => inHand.delete(noted));
    inHand.add(noted);
  };

  const receive = (interaction: Interaction) => {
    if (seen.recall(interaction.id, now())) return;
    seen.keep(interaction.id, true, now());
    finish(guarded(interaction));
  };

  const setUp = async (client: Client<true>) => {
    const ours = toDiscordCommands(say);
    const route = Routes.applicationCommands(client.application.id);
    if (differ(await client.rest.get(route), ours)) await client.rest.put(route, { body: ours });
  };

  const createClient = (): Client => {
    const made = new Client({
      intents: [],
      shards: 'auto',
      allowedMentions: { parse: [] },
      // What is sent is in Discord's own words already; discord.js would go through all of it again.
      jsonTransformer: (sent) => sent,
      rest: { ...(apiRoot !== undefined && { api: apiRoot }), timeout: patience.call, retries: 2, globalRequestsPerSecond: CALLS_A_SECOND },
      // Nothing about people is kept, in memory neither.
      makeCache: Options.cacheWithLimits({
        ...Options.DefaultMakeCacheSettings,
        UserManager: 0,
        GuildMemberManager: 0,
        MessageManager: 0,
        ThreadMemberManager: 0,
        PresenceManager: 0,
        VoiceStateManager: 0,
        ReactionUserManager: 0,
      }),
    });
    made.on(Events.InteractionCreate, receive);
    made.on(Events.Error, (error) => logFault('fetch-failed', error));
    made.on(Events.ShardError, (error) => logFault('fetch-failed', error));
    made.on(Events.ShardReconnecting, () => {
      if (!stopping.signal.aborted) log({ level: 'warn', platform: PLATFORM, event: 'fetch-failed', code: 'gateway' });
    });
    made.on(Events.ShardDisconnect, ({ code }) => {
      if (FINAL.includes(code)) end?.fail(new StartError(REFUSALS[code] ?? `${REFUSED} (${code})`));
      else log({ level: 'warn', platform: PLATFORM, event: 'fetch-failed', code });
    });
    made.once(Events.ClientReady, (ready) => {
      log({ level: 'info', platform: PLATFORM, event: 'started' });
      finish(setUp(ready).catch((error: unknown) => logFault('set-up-failed', error)));
    });
    return made;
  };

  /** Connects, as often as it takes. A client that failed to log in is of no more use. */
  const connect = async (attempt = 0): Promise<void> => {
    client = createClient();
    try {
      await client.login(token);
    } catch (error) {
      if (stopping.signal.aborted) return;
      if (isRefusedToken(error)) throw new StartError(REFUSALS[GatewayCloseCodes.AuthenticationFailed]);
      logFault('fetch-failed', error);
      await pause(patience.backOff(attempt), stopping.signal);
      if (!stopping.signal.aborted) await connect(attempt + 1);
    }
  };

  /** Lets what is in hand finish, for a while, and leaves. */
  const leave = async () => {
    client?.off(Events.InteractionCreate, receive);
    const over = new AbortController();
    await Promise.race([Promise.allSettled(inHand), pause(patience.ending, over.signal)]);
    over.abort();
    await client?.destroy();
  };

  return {
    platform: 'Discord',
    run: async () => {
      const ended = new Promise<void>((resolve, reject) => {
        end = { done: resolve, fail: reject };
        if (stopping.signal.aborted) resolve();
        else connect().catch(reject);
      });
      try {
        await ended;
      } finally {
        await leave();
      }
      log({ level: 'info', platform: PLATFORM, event: 'stopped' });
    },
    stop: () => {
      stopping.abort();
      end?.done();
    },
  };
}
