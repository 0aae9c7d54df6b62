// How fast the bot in Telegram is beside a bare grammY echo bot, each as a process of its own at the same local server:
// `npm run bench:telegram`. Ratios of one run count; the times are this machine's.
import { startTelegram, TOKEN } from '../test/support/telegram-server.ts';
import { aText, PRIVATE } from '../test/support/telegram-updates.ts';
import { type Asked, growth, MIX, measure, row } from './measure.ts';

const CHATS = 300;
const BOT = ['dist/main.js'];
const ECHO = ['--import', 'tsx', 'bench/echo-bot.ts'];

/** A Telegram whose answers take so many milliseconds. */
async function telegram(latency = 0): Promise<Asked> {
  const server = await startTelegram({ latency });
  return {
    env: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: server.root },
    ask: (index) => server.push(aText(MIX[index % MIX.length] ?? '', { chat: { ...PRIVATE, id: 1 + (index % CHATS) } })),
    answered: (count) => server.waitFor('sendMessage', count),
    close: server.close,
  };
}

const load = { count: 4000, atOnce: 200 };
const echo = await measure([...ECHO, 'concurrent'], await telegram(), load);
const bot = await measure(BOT, await telegram(), load);
row('bare echo bot, concurrent, 200 at once', echo);
row('Fineprint, 200 at once', bot);
const slow = { count: 400, atOnce: 200 };
const builtIn = await measure([...ECHO, 'built-in'], await telegram(50), slow);
const ours = await measure(BOT, await telegram(50), slow);
row("bare echo bot, grammY's polling, 50 ms latency", builtIn);
row('Fineprint, 50 ms latency', ours);
const long = await measure(BOT, await telegram(), { count: 20_000, atOnce: 200 });
row('Fineprint, 20,000 updates', long);
console.log(`\nagainst the concurrent echo bot: ${(bot.perSecond / echo.perSecond).toFixed(2)} (target ≥ 0.75)`);
console.log(`against grammY's polling at 50 ms latency: ${(ours.perSecond / builtIn.perSecond).toFixed(0)}× (target ≥ 40×)`);
console.log(`memory over 20,000 updates: ${growth(long)} of what it was after the first quarter`);
