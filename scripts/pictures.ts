// Draws what people see in Telegram: `npm run pictures` puts six questions to the real bot at a local server, turns the
// payloads it sends into a page of 390 pixels, and takes a PNG of each with Debian's Chromium.
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { telegramBots } from '../test/support/telegram-bot.ts';
import { type Call, startTelegram } from '../test/support/telegram-server.ts';
import { aText } from '../test/support/telegram-updates.ts';

const CHROMIUM = '/usr/bin/chromium';
const FOLDER = fileURLToPath(new URL('../docs/pictures', import.meta.url));
const WIDTH = 390;
const QUESTIONS = [
  ['telegram-no', 'Does WeChat use end-to-end encryption?'],
  ['telegram-disputed', 'does wechat delete messages after delivery'],
  ['telegram-comparison', 'signal vs telegram vs whatsapp'],
  ['telegram-unknown-app', 'does Blorptalk sell my data'],
  ['telegram-history', 'since when is messenger encrypted'],
  ['telegram-chinese', '微信有端到端加密吗'],
] as const;
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

const TAGS: Readonly<Record<string, string>> = { bold: 'b', italic: 'i', text_link: 'a', pre: 'pre', blockquote: 'blockquote', expandable_blockquote: 'blockquote' };

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function isEntity(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && 'type' in value && 'offset' in value && 'length' in value;
}

/** A text with its entities as HTML; longer entities are around shorter ones. */
function toHtml(text: string, entities: readonly Entity[]): string {
  const opens = (at: number) => entities.filter(({ offset }) => offset === at).toSorted((a, b) => b.length - a.length);
  const closes = (at: number) => entities.filter(({ offset, length }) => offset + length === at).toSorted((a, b) => a.length - b.length);
  const pieces = Array.from({ length: text.length + 1 }, (_, at) => {
    const ends = closes(at).map(({ type }) => `</${TAGS[type]}>`);
    const starts = opens(at).map(({ type }) => `<${TAGS[type]}>`);
    return [...ends, ...starts, escapeHtml(text.charAt(at))].join('');
  });
  return pieces.join('');
}

const STYLE = `body { margin: 0; background: #d5e3c8; font: 15px/1.35 system-ui, "Noto Sans", "Noto Color Emoji", sans-serif; width: ${WIDTH}px }
.said { margin: 10px 10px 0 60px; padding: 8px 12px; background: #e7ffd6; border-radius: 14px; float: right; clear: both }
.answer { clear: both; margin: 0 40px 6px 10px; padding: 8px 12px; background: #fff; border-radius: 14px; white-space: pre-wrap; overflow-wrap: anywhere }
.gap { clear: both; height: 10px } a { color: #168acd } b { font-weight: 600 }
blockquote { margin: 4px 0; padding: 4px 8px; border-left: 3px solid #3390ec; background: #eff6fd; border-radius: 4px; font-size: 14px; max-height: 3.9em; overflow: hidden }
pre { margin: 0; font: 12.5px/1.35 "DejaVu Sans Mono", monospace; background: #f4f4f5; padding: 6px; border-radius: 6px; overflow: hidden }
.button { margin: 4px 40px 0 10px; padding: 8px; background: #93a98499; color: #fff; text-align: center; border-radius: 8px; font-weight: 500 }`;

function buttonsOf({ body }: Call): readonly string[] {
  const markup = body.reply_markup;
  const rows = typeof markup === 'object' && markup !== null && 'inline_keyboard' in markup && Array.isArray(markup.inline_keyboard) ? markup.inline_keyboard.flat() : [];
  return rows.map(({ text }) => String(text));
}

function pageOf(question: string, call: Call): string {
  const entities = Array.isArray(call.body.entities) ? call.body.entities.filter(isEntity) : [];
  const buttons = buttonsOf(call).map((text) => `<div class="button">${escapeHtml(text)}</div>`);
  return `<meta charset="utf-8"><style>${STYLE}</style><div class="said">${escapeHtml(question)}</div><div class="gap"></div><div class="answer">${toHtml(String(call.body.text), entities).replaceAll(/<\/(blockquote|pre)>\n/gu, '</$1>')}</div>${buttons.join('')}<div class="gap"></div>`;
}

if (!existsSync(CHROMIUM)) {
  console.log(`pictures: skipped, there is no ${CHROMIUM} (Debian: apt-get install chromium)`);
} else {
  const server = await startTelegram();
  const bot = (await telegramBots()).start(server);
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS });
  mkdirSync(FOLDER, { recursive: true });
  const tab = await browser.newPage({ viewport: { width: WIDTH, height: 100 }, deviceScaleFactor: 2 });
  for (const [index, [name, question]] of QUESTIONS.entries()) {
    server.push(aText(question, { chat: { id: index + 1, type: 'private', first_name: 'x' } }));
    const call = (await server.waitFor('sendMessage', index + 1))[index];
    if (!call) continue;
    await tab.setContent(pageOf(question, call));
    await tab.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
    console.log(`docs/pictures/${name}.png`);
  }
  await browser.close();
  bot.stop();
  await bot.ended;
  await server.close();
}
