import { pino } from 'pino';
import type { ChatBot } from './bots/chat-bot.ts';
import type { Log } from './bots/log.ts';
import { PLATFORMS } from './bots/platforms.ts';
import { createTerminalBot } from './bots/terminal/bot.ts';
import { orFail } from './cli/fail.ts';
import { open } from './cli/open.ts';
import { readDotEnv, setting, stateFolder, today } from './config.ts';
import { type AskNow, createAsk } from './core/ask.ts';
import { createSuggest, type Suggest } from './core/suggest.ts';
import { createVoices, type Say } from './core/wording.ts';
import { StartError } from './start-error.ts';
import { openKept } from './state/file.ts';

/** Another server's address, if one is set, without a slash at its end. Throws a StartError if it is none. */
function apiRootFrom(variable: 'TELEGRAM_API_ROOT' | 'DISCORD_API_ROOT'): string | undefined {
  const root = setting(variable);
  if (root !== undefined && !/^https?:$/u.test(URL.parse(root)?.protocol ?? '')) {
    throw new StartError(`${variable} is no address: write the whole one, such as http://127.0.0.1:8081, or leave it out`);
  }
  return root?.replace(/\/+$/u, '');
}

/** The bots of the platforms that have a token. */
async function openPlatforms(ask: AskNow, say: Say, suggest: Suggest): Promise<readonly ChatBot[]> {
  const wanted = PLATFORMS.flatMap((platform) => {
    const token = setting(platform.tokenVariable);
    const apiRoot = token === undefined ? undefined : apiRootFrom(platform.apiRootVariable);
    return token === undefined ? [] : [{ platform, settings: { token, ...(apiRoot !== undefined && { apiRoot }) } }];
  });
  if (wanted.length === 0) return [];
  const output = pino.destination({ sync: true });
  // A full disk takes no line; the answers go on.
  output.on('error', () => {});
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, output);
  const log: Log = ({ level, ...entry }) => logger[level](entry);
  const privacyUrl = setting('FINEPRINT_PRIVACY_URL');
  const kept = openKept(stateFolder(), () => log({ level: 'error', platform: 'all', event: 'keep-failed' }));
  const ports = { ask, say, suggest, kept, log, now: Date.now, ...(privacyUrl !== undefined && { privacyUrl }) };
  return Promise.all(wanted.map(({ platform, settings }) => platform.open(settings, ports, setting)));
}

/** The conversation in this terminal, if it is one. */
function openTerminal(ask: AskNow, say: Say): readonly ChatBot[] {
  const { stdin: input, stdout: output } = process;
  if (!input.isTTY || !output.isTTY) return [];
  return [createTerminalBot({ ask, say, input, output, now: Date.now, colours: output.hasColors() })];
}

/** Starts the bots that have a token, or else the conversation in a terminal. */
await orFail(async () => {
  readDotEnv();
  let stop: () => void = () => process.exit();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop());
  const knowledge = await open(undefined, today());
  const core = createAsk(knowledge);
  const ask: AskNow = (question, memory) => core(question, { today: today(), memory });
  const { say } = createVoices(knowledge.wording)(undefined);
  const platforms = await openPlatforms(ask, say, createSuggest(knowledge));
  const bots = platforms.length > 0 ? platforms : openTerminal(ask, say);
  if (bots.length === 0) {
    const variables = PLATFORMS.map(({ tokenVariable }) => tokenVariable).join(' or ');
    throw new StartError(`no bot to start: set ${variables} in the environment or in .env (README.md says how), or run this in a terminal to talk here`);
  }
  stop = () => {
    for (const bot of bots) bot.stop();
  };
  // One platform's trouble is told at once and leaves the others alone.
  const runs = bots.map(async (bot) => orFail(() => bot.run()));
  await Promise.all(runs);
  // A call that still waits for a platform would keep the process alive; what it is about isn't confirmed and comes again.
  if (platforms.length > 0) process.exit();
});
