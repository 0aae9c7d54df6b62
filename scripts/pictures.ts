// Draws what people see: `npm run pictures` puts six questions to the real bots at local servers, turns the payloads they send
// into pages of 390 pixels, and takes a PNG of each with Debian's Chromium.
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { discordBots } from '../test/support/discord-bot.ts';
import { aQuestion } from '../test/support/discord-interactions.ts';
import { startDiscord } from '../test/support/discord-server.ts';
import { telegramBots } from '../test/support/telegram-bot.ts';
import { startTelegram } from '../test/support/telegram-server.ts';
import { aText } from '../test/support/telegram-updates.ts';
import { drawDiscord } from './draw-discord.ts';
import { drawTelegram } from './draw-telegram.ts';

const CHROMIUM = '/usr/bin/chromium';
const FOLDER = fileURLToPath(new URL('../docs/pictures', import.meta.url));
const WIDTH = 390;
const QUESTIONS = [
  ['no', 'Does WeChat use end-to-end encryption?'],
  ['disputed', 'does wechat delete messages after delivery'],
  ['comparison', 'signal vs telegram vs whatsapp'],
  ['unknown-app', 'does Blorptalk sell my data'],
  ['history', 'since when is messenger encrypted'],
  ['chinese', '微信有端到端加密吗'],
] as const;
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** A bot that is asked one question after the other, each by somebody else, and draws its answers. */
interface Drawn {
  readonly platform: string;
  readonly draw: (question: string, index: number) => Promise<string>;
  readonly end: () => Promise<void>;
}

async function inTelegram(): Promise<Drawn> {
  const server = await startTelegram();
  const bot = (await telegramBots()).start(server);
  return {
    platform: 'telegram',
    draw: async (question, index) => {
      server.push(aText(question, { chat: { id: index + 1, type: 'private', first_name: 'x' } }));
      const call = (await server.waitFor('sendMessage', index + 1))[index];
      return call ? drawTelegram(question, call) : '';
    },
    end: async () => {
      bot.stop();
      await bot.ended;
      await server.close();
    },
  };
}

async function inDiscord(): Promise<Drawn> {
  const server = await startDiscord();
  const bot = (await discordBots()).start(server);
  return {
    platform: 'discord',
    draw: async (question, index) => {
      server.push(aQuestion(question, { channel_id: String(index + 1) }));
      const call = (await server.waitFor('callback', index + 1))[index];
      return call ? drawDiscord(question, call) : '';
    },
    end: async () => {
      bot.stop();
      await bot.ended;
      await server.close();
    },
  };
}

if (!existsSync(CHROMIUM)) {
  console.log(`pictures: skipped, there is no ${CHROMIUM} (Debian: apt-get install chromium)`);
} else {
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  mkdirSync(FOLDER, { recursive: true });
  const tab = await browser.newPage({ viewport: { width: WIDTH, height: 100 }, deviceScaleFactor: 2 });
  for (const drawn of [await inTelegram(), await inDiscord()]) {
    for (const [index, [name, question]] of QUESTIONS.entries()) {
      await tab.setContent(await drawn.draw(question, index));
      await tab.screenshot({ path: `${FOLDER}/${drawn.platform}-${name}.png`, fullPage: true });
      console.log(`docs/pictures/${drawn.platform}-${name}.png`);
    }
    await drawn.end();
  }
  await browser.close();
}
