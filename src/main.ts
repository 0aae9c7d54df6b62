import { createTerminalBot } from './bots/terminal/bot.ts';
import { orFail } from './cli/fail.ts';
import { dataPlace, today } from './config.ts';
import { createAsk } from './core/ask.ts';
import { createVoices } from './core/wording.ts';
import { load } from './knowledge/load.ts';

/** Starts what there is to talk in: for now the terminal. */
await orFail(async () => {
  const { knowledge } = await load(dataPlace(), today());
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.error(
      'fineprint: this is no terminal to talk in, and TELEGRAM_BOT_TOKEN and DISCORD_TOKEN are for platforms that this version does not have yet. Ask from a shell: npm run ask -- "Is Signal open source?"',
    );
    process.exitCode = 1;
    return;
  }
  const ask = createAsk(knowledge);
  const { say } = createVoices(knowledge.wording)(undefined);
  const bot = createTerminalBot({
    ask: (question, memory) => ask(question, { today: today(), memory }),
    say,
    input: process.stdin,
    now: Date.now,
    output: process.stdout,
    colours: process.stdout.hasColors(),
  });
  process.once('SIGTERM', bot.stop);
  await bot.run();
});
