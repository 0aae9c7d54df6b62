// How fast the app in Discord is beside a bare discord.js app that answers a constant, each as a process of its own at the
// same lean local server: `npm run bench:discord`. Ratios of one run count; the times are this machine's.
import { leanDiscord } from './lean-discord.ts';
import { growth, measure, row, sideBySide } from './measure.ts';

const BOT = ['dist/main.js'];
const CONSTANT = ['dist/bench/bench/constant-app.js'];
const ROUNDS = 3;

const load = { count: 8000, atOnce: 200 };
const { own, other, ratio } = await sideBySide(
  async () => measure(BOT, await leanDiscord('asking'), load),
  async () => measure(CONSTANT, await leanDiscord('asking'), load),
  ROUNDS,
);
const typing = await measure(BOT, await leanDiscord('typing'), { count: 2000, atOnce: 1 });
const long = await measure(BOT, await leanDiscord('asking'), { count: 20_000, atOnce: 200 });
console.log(`
${row('bare app that answers a constant, 200 at once', other)}
${row('Fineprint, 200 at once', own)}
${row('Fineprint, suggestions, one at a time', typing)}
${row('Fineprint, 20,000 people', long)}

against the constant app: ${ratio.toFixed(2)} (target ≥ 0.90)
suggestions, p99: ${typing.p99.toFixed(1)} ms
memory at the end of 20,000 people: ${growth(long)} of what it was after half of them`);
