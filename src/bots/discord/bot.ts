import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  Client,
  type CommandInteractionOption,
  Events,
  GatewayCloseCodes,
  type Interaction,
  InteractionResponseType,
  type MessageContextMenuCommandInteraction,
  MessageFlags,
  MessageFlagsBitField,
  Options,
  type REST,
  Routes,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { Agent } from 'undici';
import type { Asked } from '../../core/ask.ts';
import { oncePer } from '../../core/memo.ts';
import { type Memory, NOTHING_SAID, type Question, type Wish } from '../../core/question.ts';
import { createRecent } from '../../core/recent.ts';
import { StartError } from '../../start-error.ts';
import { readButton } from '../buttons.ts';
import type { ChatBot, PlatformPorts, PlatformSettings } from '../chat-bot.ts';
import { COMMANDS, FOR_ASKER, withPolicy } from '../commands.ts';
import type { LogEntry } from '../log.ts';
import { shortened } from '../long-text.ts';
import { atMost, stopper } from '../pause.ts';
import { thinned } from '../thinned.ts';
import { CHECK_MESSAGE, differ, PRIVATE, toDiscordCommands } from './commands.ts';
import { type Fault, isHeldBack, isPassing, toFault, UNAUTHORISED } from './faults.ts';
import { createGateway } from './gateway.ts';
import { type Given, toQuestion, toSuggestions } from './question.ts';
import { type Page, render, renderPick, renderSentence } from './render.ts';
import { repeat } from './repeat.ts';
import { createTransport } from './transport.ts';

/** What the app in Discord runs on. */
export interface DiscordPorts extends PlatformPorts, PlatformSettings {
  readonly patience?: Patience;
}

/** How long the app waits for what, in milliseconds. */
export interface Patience {
  /** For one call, and for each step of a beginning at the gateway. */
  readonly call: number;
  readonly gateway: number;
  /** From an interaction to its answer, with all repetitions; for each message after it; and at the end, for what is in hand. */
  readonly answer: number;
  readonly ending: number;
  /** Before the nth repetition of an answer's call, and of anything that has more time. */
  readonly again: (attempt: number) => number;
  readonly backOff: (attempt: number) => number;
}

const PLATFORM = 'discord';
/** Discord takes an answer for three seconds: a call may hang, and there is still time to make it again. */
const PATIENCE: Patience = {
  call: 1400,
  gateway: 20_000,
  answer: 2900,
  ending: 7000,
  again: (attempt) => 100 * 2 ** attempt,
  backOff: (attempt) => Math.min(30_000, 500 * 2 ** attempt),
};
/** Discord doesn't count answers to interactions, but discord.js does, up to this number a second: high enough to hold none back. */
const CALLS_A_SECOND = 5000;
/** Discord may be slow with many calls at once: none should have to wait for another's connection. */
const MOST_CONNECTIONS = 1024;
/** After the first answer, Discord takes so many more of an app that isn't in the server. */
const MOST_FOLLOW_UPS = 5;
const LONGEST_CHOICE = 100;
/** What an HTTP header can hold, so that Discord can be asked. */
const TOKEN = /^(?:Bot )?[\x21-\x7e]+$/iu;
const NO_TOKEN = 'DISCORD_TOKEN is no token: a space, a line break or a curly quotation mark stands in it; copy it again from the Bot page of the Developer Portal';
const REFUSED_TOKEN = 'Discord refuses DISCORD_TOKEN: reset the token on the Bot page of the Developer Portal, and copy it again';
const REFUSALS: Readonly<Record<number, string>> = {
  [UNAUTHORISED]: REFUSED_TOKEN,
  [GatewayCloseCodes.AuthenticationFailed]: REFUSED_TOKEN,
  [GatewayCloseCodes.DisallowedIntents]: 'Discord refuses the intents: Fineprint asks for none, so this is not its own client that was started',
};
const REFUSED = 'Discord refuses the connection and asks not to come again';

/** What is said to an interaction, as JSON: the answer itself, and the messages that follow it. */
interface Answer {
  readonly response: string;
  readonly more: readonly string[];
}

/** What a page shows, made once for the many that it is sent to. */
const keptComponents = oncePer(({ components }: Page) => JSON.stringify(components));

/** A message as Discord takes it. Nobody is ever pinged. */
function toMessage(page: Page, hidden: boolean): string {
  return `{"flags":${page.flags | (hidden ? MessageFlags.Ephemeral : 0)},"allowed_mentions":{"parse":[]},"components":${keptComponents(page)}}`;
}

function toAnswer([first, ...more]: readonly [Page, ...Page[]], hidden: boolean): Answer {
  const response = `{"type":${InteractionResponseType.ChannelMessageWithSource},"data":${toMessage(first, hidden)}}`;
  return { response, more: more.map((page) => toMessage(page, hidden)) };
}

/** Says something of an answer: its JSON goes as it is, and without the app's token. */
function post(rest: REST, route: `/${string}`, body: string): Promise<unknown> {
  return rest.post(route, { body, passThroughBody: true, headers: { 'content-type': 'application/json' }, auth: false });
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

/** What Discord lists. Throws if what came is no list: a proxy may have said it. */
function toList(said: unknown): readonly unknown[] {
  if (!Array.isArray(said)) throw new TypeError('Discord lists commands');
  return said;
}

/** Whether what has time may go well later: what isn't Discord's answer too. */
function mayPass(fault: Fault): boolean {
  return isPassing(fault) || fault.code === 'malformed';
}

/** Makes the app in Discord. */
export function createDiscordBot({ token, apiRoot, ask, say, suggest, log, now, privacyUrl, patience = PATIENCE }: DiscordPorts): ChatBot {
  const memories = createRecent<Memory>();
  const seen = createRecent<true>();
  const inHand = new Set<Promise<unknown>>();
  const stopping = stopper();
  const agent = new Agent({ connections: MOST_CONNECTIONS, connect: { timeout: patience.call } });
  const logSeldom = thinned(log, now);
  const ports = { say, suggest };
  let client: Client | undefined;
  let end: { readonly done: () => void; readonly fail: (error: StartError) => void } | undefined;

  /** What goes on by itself is told seldom, each answer that somebody missed is told. */
  const logFault = (event: LogEntry['event'], { method, code }: Pick<Fault, 'code'> & Partial<Fault>) => {
    const tell = event === 'answer-failed' ? log : logSeldom;
    tell({ level: 'warn', platform: PLATFORM, event, code, ...(method !== undefined && { method }) });
  };

  /** Keys hold ids, and live in memory for a quarter of an hour only. */
  const chatOf = ({ channelId, user }: Interaction) => `${channelId}:${user.id}`;

  const answerTo = (
    interaction: Interaction,
    question: Question,
    { page = 0, hidden, policy = false }: { readonly page?: number; readonly hidden: boolean; readonly policy?: boolean },
  ): Answer => {
    const asked: Asked = ask({ ...question, ...languageOf(interaction) }, memories.recall(chatOf(interaction), now()) ?? NOTHING_SAID);
    const pages = render(policy ? withPolicy(asked.reply, { say, privacyUrl }) : asked.reply, asked.about, ports);
    const from = Math.min(page, pages.length - 1);
    memories.keep(chatOf(interaction), asked.memory, now());
    const others = asked.about ? [] : pages.slice(from + 1, from + 1 + MOST_FOLLOW_UPS);
    return toAnswer([pages[from] ?? pages[0], ...others], hidden);
  };

  const sentence = (key: string) => toAnswer([renderSentence(say(key))], true);
  const gone = () => sentence('unclear.gone');

  const toCommand = (interaction: ChatInputCommandInteraction): Answer => {
    const { commandName, options } = interaction;
    if (!COMMANDS.some(({ name }) => name === commandName)) return gone();
    const hidden = FOR_ASKER.includes(commandName) || options.data.some(({ name, value }) => name === PRIVATE && value === true);
    return answerTo(interaction, toQuestion(commandName, givenBy(options.data), suggest), { hidden, policy: commandName === 'privacy' });
  };

  /** A message is of somebody else: what is said of it is for the one who asks. */
  const toCheck = (interaction: MessageContextMenuCommandInteraction): Answer =>
    interaction.commandName === CHECK_MESSAGE ? answerTo(interaction, { text: interaction.targetMessage.content }, { hidden: true }) : gone();

  const toPress = (interaction: ButtonInteraction | StringSelectMenuInteraction): Answer => {
    const value = interaction.isStringSelectMenu() ? interaction.values[0] : undefined;
    const pick = value === undefined ? renderPick(interaction.customId, ports) : undefined;
    if (pick) return toAnswer([pick], true);
    const pressed = readButton(interaction.customId);
    const press = pressed && value !== undefined ? { ...pressed, wish: completed(pressed.wish, value) } : pressed;
    if (!press || !ask({ text: '', wish: press.wish }, NOTHING_SAID).about) return gone();
    const hidden = new MessageFlagsBitField(interaction.message.flags).has(MessageFlags.Ephemeral);
    return answerTo(interaction, { text: '', wish: press.wish }, { page: press.page, hidden });
  };

  const toTyping = ({ options }: AutocompleteInteraction): Answer => {
    const { name, value } = options.getFocused(true);
    const choices = toSuggestions(name, String(value), givenBy(options.data), suggest).map((choice) => ({
      name: shortened(choice.name, LONGEST_CHOICE),
      value: choice.id.slice(0, LONGEST_CHOICE),
    }));
    return { response: JSON.stringify({ type: InteractionResponseType.ApplicationCommandAutocompleteResult, data: { choices } }), more: [] };
  };

  const prepare = (interaction: Interaction): Answer => {
    if (interaction.isAutocomplete()) return toTyping(interaction);
    if (interaction.isChatInputCommand()) return toCommand(interaction);
    if (interaction.isMessageContextMenuCommand()) return toCheck(interaction);
    if (interaction.isButton() || interaction.isStringSelectMenu()) return toPress(interaction);
    return gone();
  };

  /** The answer; where we fail to make one, a sentence that says so. The one place where that is told, without what was in it. */
  const prepared = (interaction: Interaction): Answer | undefined => {
    try {
      return prepare(interaction);
    } catch {
      logFault('answer-failed', { code: 'bug' });
      return interaction.isRepliable() ? sentence('chat.failed') : undefined;
    }
  };

  /** Makes a call again and again while that may help and there is time. A limit of Discord's is always told. */
  const insist = (call: () => Promise<unknown>, within: number, mayHelp: (fault: Fault) => boolean) =>
    repeat(call, {
      within,
      mayHelp,
      backOff: patience.again,
      onAgain: (fault) => {
        if (isHeldBack(fault)) logFault('call-failed', fault);
      },
    });

  /** Says the answer within the time that Discord gives; it is taken once, so that the call can be made again. What follows isn't: it is said once or not at all. */
  const deliver = async ({ id, token, applicationId, client: { rest } }: Interaction, { response, more }: Answer): Promise<void> => {
    const fault = await insist(() => post(rest, Routes.interactionCallback(id, token), response), patience.answer, isPassing);
    if (fault) return logFault('answer-failed', fault);
    for (const message of more) {
      const lost = await insist(() => post(rest, Routes.webhook(applicationId, token), message), patience.ending, isHeldBack);
      if (lost) logFault('answer-failed', lost);
    }
  };

  const handle = async (interaction: Interaction): Promise<void> => {
    const answer = prepared(interaction);
    if (answer) await deliver(interaction, answer);
  };

  /** Notes what is under way, so that the end can wait for it. */
  const finish = (work: Promise<void>) => {
    const noted = work.finally(() => inHand.delete(noted));
    inHand.add(noted);
  };

  const receive = (interaction: Interaction) => {
    if (seen.recall(interaction.id, now())) return;
    seen.keep(interaction.id, true, now());
    finish(handle(interaction));
  };

  /** Tells Discord our commands where it knows others, as often as it takes. */
  const setUp = async ({ rest, application }: Client<true>) => {
    const ours = toDiscordCommands(say);
    const route = Routes.applicationCommands(application.id);
    const tell = async () => {
      const theirs = toList(await rest.get(route, { query: new URLSearchParams({ with_localizations: 'true' }) }));
      if (differ(theirs, ours)) toList(await rest.put(route, { body: ours }));
    };
    const onAgain = (fault: Fault) => logFault('set-up-failed', fault);
    const fault = await repeat(tell, { signal: stopping.signal, mayHelp: mayPass, backOff: patience.backOff, onAgain });
    if (fault && !stopping.signal.aborted) onAgain(fault);
  };

  const refuse = (code: number) => end?.fail(new StartError(REFUSALS[code] ?? `${REFUSED} (${code})`));
  const gateway = createGateway({ onFault: (fault) => logFault('fetch-failed', fault), onRefused: refuse, patience, stopping: stopping.signal });

  const createClient = (): Client => {
    const made = new Client({
      intents: [],
      shards: 'auto',
      ws: { buildStrategy: gateway },
      rest: {
        ...(apiRoot !== undefined && { api: apiRoot }),
        makeRequest: createTransport(agent, patience.call),
        timeout: patience.answer,
        // Calls are made again by `repeat` only, which knows how much time there is.
        retries: 0,
        rejectOnRateLimit: () => true,
        globalRequestsPerSecond: CALLS_A_SECOND,
      },
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
    made.on(Events.Error, (error) => logFault('fetch-failed', toFault(error)));
    made.once(Events.ClientReady, (ready) => {
      log({ level: 'info', platform: PLATFORM, event: 'started' });
      finish(setUp(ready));
    });
    return made;
  };

  /** Asks for the gateway's address, as often as it takes; the gateway goes on from there. A client that failed is of no more use, and has connected to nothing. */
  const connect = async () => {
    const logIn = async () => {
      client = createClient();
      await client.login(token);
    };
    const mayHelp = ({ code }: Fault) => code !== UNAUTHORISED;
    const fault = await repeat(logIn, { signal: stopping.signal, mayHelp, backOff: patience.backOff, onAgain: (again) => logFault('fetch-failed', again) });
    if (fault && !stopping.signal.aborted) refuse(UNAUTHORISED);
  };

  /** Takes nothing more, lets what is in hand finish, for a while, and leaves. */
  const leave = async () => {
    stopping.abort();
    client?.off(Events.InteractionCreate, receive);
    await atMost(patience.ending, Promise.allSettled(inHand));
    await Promise.all([agent.destroy(), client?.destroy()]);
  };

  return {
    platform: 'Discord',
    run: async () => {
      if (!TOKEN.test(token)) throw new StartError(NO_TOKEN);
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
