// The floor that the bot is measured beside: a bare grammY bot that sends every text back.
import { Bot } from 'grammy';

const [mode] = process.argv.slice(2);
const apiRoot = process.env.TELEGRAM_API_ROOT ?? '';
const bot = new Bot(process.env.TELEGRAM_BOT_TOKEN ?? '', { client: { apiRoot } });
bot.on('message:text', (ctx) => ctx.reply(ctx.message.text));
if (mode === 'built-in') {
  await bot.start();
} else {
  await bot.init();
  for (let offset = 0; ; ) {
    const updates = await bot.api.getUpdates({ offset, timeout: 8 });
    await Promise.all(updates.map((update) => bot.handleUpdate(update)));
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
  }
}
