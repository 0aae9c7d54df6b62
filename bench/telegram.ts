// How fast the bot in Telegram is beside a bare grammY echo bot, each as a process of its own at the same lean local server:
// `npm run bench:telegram`. Ratios of one run count; the times are this machine's.
import { leanTelegram } from './lean-telegram.ts';
import { growth, measure, row, sideBySide } from './measure.ts';

const BOT = ['dist/main.js'];
const ECHO = 'dist/bench/bench/echo-bot.js';
const ROUNDS = 3;

const load = { count: 8000, atOnce: 200 };
const polling = await sideBySide(
  async () => measure(BOT, await leanTelegram(), load),
  async () => measure([ECHO, 'concurrent'], await leanTelegram(), load),
  ROUNDS,
);
const webhook = await sideBySide(
  async () => measure(BOT, await leanTelegram({ delivers: true }), load),
  async () => measure([ECHO, 'webhook'], await leanTelegram({ delivers: true }), load),
  ROUNDS,
);
const inline = await sideBySide(
  async () => measure(BOT, await leanTelegram({ what: 'typing inline' }), load),
  async () => measure([ECHO, 'concurrent'], await leanTelegram({ what: 'typing inline' }), load),
  ROUNDS,
);
const typing = await measure(BOT, await leanTelegram({ what: 'typing inline' }), { count: 2000, atOnce: 1 });
const slow = { count: 400, atOnce: 200 };
const far = {
  own: await measure(BOT, await leanTelegram({ latency: 50 }), load),
  other: await measure([ECHO, 'built-in'], await leanTelegram({ latency: 50 }), slow),
};
const long = await measure(BOT, await leanTelegram(), { count: 20_000, atOnce: 200 });
console.log(`
${row('bare echo bot, concurrent, 200 at once', polling.other)}
${row('Fineprint, 200 at once', polling.own)}
${row('bare echo bot, webhook, 200 at once', webhook.other)}
${row('Fineprint, webhook, 200 at once', webhook.own)}
${row('bare echo bot, inline, 200 at once', inline.other)}
${row('Fineprint, inline, 200 at once', inline.own)}
${row('Fineprint, inline, one at a time', typing)}
${row("bare echo bot, grammY's polling, 50 ms latency", far.other)}
${row('Fineprint, 50 ms latency', far.own)}
${row('Fineprint, 20,000 updates', long)}

against the concurrent echo bot: ${polling.ratio.toFixed(2)} (target ≥ 0.75)
against the echo bot with a webhook: ${webhook.ratio.toFixed(2)} (target ≥ 0.85)
inline against the echo bot: ${inline.ratio.toFixed(2)}
against grammY's polling at 50 ms latency: ${(far.own.perSecond / far.other.perSecond).toFixed(0)}× (target ≥ 40×)
memory at the end of 20,000 updates: ${growth(long)} of what it was after half of them`);
