// How fast the app in Discord is beside a bare discord.js app that answers a constant, each as a process of its own at the
// same local server: `npm run bench:discord`. Ratios of one run count; the times are this machine's.
import { anAutocomplete, aQuestion, PERSON } from '../test/support/discord-interactions.ts';
import { startDiscord, TOKEN } from '../test/support/discord-server.ts';
import { type Asked, growth, MIX, measure, row } from './measure.ts';

const BOT = ['dist/main.js'];
const CONSTANT = ['--import', 'tsx', 'bench/constant-app.ts'];
const TYPED = ['', 's', 'sig', 'wats', 'telegarm', '微信', 'zzzz'];

/** A Discord in which everybody asks once. */
async function discord(typing = false): Promise<Asked> {
  const server = await startDiscord();
  const from = (index: number) => ({ user: { ...PERSON, id: String(900_000_000_000_000_000n + BigInt(index)) } });
  return {
    env: { DISCORD_TOKEN: TOKEN, DISCORD_API_ROOT: server.root },
    ask: (index) =>
      server.push(typing ? anAutocomplete('app', { name: TYPED[index % TYPED.length] ?? '' }, 'name', from(index)) : aQuestion(MIX[index % MIX.length] ?? '', from(index))),
    answered: (count) => server.waitFor('callback', count),
    close: server.close,
  };
}

const load = { count: 4000, atOnce: 200 };
const constant = await measure(CONSTANT, await discord(), load);
const bot = await measure(BOT, await discord(), load);
row('bare app that answers a constant, 200 at once', constant);
row('Fineprint, 200 at once', bot);
const typing = await measure(BOT, await discord(true), { count: 2000, atOnce: 1 });
row('Fineprint, suggestions, one at a time', typing);
const long = await measure(BOT, await discord(), { count: 20_000, atOnce: 200 });
row('Fineprint, 20,000 people', long);
console.log(`\nagainst the constant app: ${(bot.perSecond / constant.perSecond).toFixed(2)} (target ≥ 0.90)`);
console.log(`suggestions, p99: ${typing.p99.toFixed(1)} ms`);
console.log(`memory over 20,000 people: ${growth(long)} of what it was after the first quarter`);
