import { telegramBots } from '../../support/telegram-bot.ts';
import { startTelegram } from '../../support/telegram-server.ts';
import { aText } from '../../support/telegram-updates.ts';
import { describeBot } from '../describe-bot.ts';

describeBot('Telegram', async () => {
  const server = await startTelegram();
  const { start } = await telegramBots();
  const bot = start(server);
  let heard = 0;
  return {
    say: async (text) => {
      heard += 1;
      server.push(aText(text));
      const sent = await server.waitFor('sendMessage', heard);
      return String(sent[heard - 1]?.body.text);
    },
    end: async () => {
      bot.stop();
      await bot.ended;
      await server.close();
    },
  };
});
