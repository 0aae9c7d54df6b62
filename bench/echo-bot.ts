// The floor that the bot is measured beside: a bare grammY bot that sends every text back, fetching or brought its updates.
import { createServer } from 'node:http';
import { Bot, webhookCallback } from 'grammy';

const [mode] = process.argv.slice(2);
const apiRoot = process.env.TELEGRAM_API_ROOT ?? '';
const bot = new Bot(process.env.TELEGRAM_BOT_TOKEN ?? '', { client: { apiRoot } });
bot.on('message:text', (ctx) => ctx.reply(ctx.message.text));
bot.on('inline_query', (ctx) =>
  ctx.answerInlineQuery([{ type: 'article', id: '1', title: ctx.inlineQuery.query, input_message_content: { message_text: `You said ${ctx.inlineQuery.query}` } }]),
);
if (mode === 'built-in') {
  await bot.start();
} else if (mode === 'webhook') {
  const handle = webhookCallback(bot, 'http', { secretToken: process.env.TELEGRAM_WEBHOOK_SECRET ?? '' });
  createServer((request, response) => void handle(request, response)).listen(Number(process.env.PORT), '127.0.0.1', () => void bot.api.setWebhook('https://bot.example/telegram'));
} else {
  await bot.init();
  for (let offset = 0; ; ) {
    const updates = await bot.api.getUpdates({ offset, timeout: 8 });
    await Promise.all(updates.map((update) => bot.handleUpdate(update)));
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1;
  }
}
