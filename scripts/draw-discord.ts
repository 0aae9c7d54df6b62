import { partsOf } from '../test/support/discord-bot.ts';
import type { Call } from '../test/support/discord-server.ts';
import { escapeHtml, page } from './draw.ts';

const STYLE = `body { margin: 0; background: #313338; color: #dbdee1; font: 15px/1.35 system-ui, "Noto Sans", "Noto Color Emoji", sans-serif; width: 390px }
.said { margin: 10px 12px 0; color: #949ba4; font-size: 13px } .card { margin: 6px 12px; padding: 10px 12px; background: #2b2d31; border-left: 4px solid #555; border-radius: 6px; overflow-wrap: anywhere }
.card > div { margin: 0 0 8px; white-space: pre-wrap } h3 { margin: 0; font-size: 17px } small { color: #949ba4 } a { color: #00a8fc; text-decoration: none }
pre { margin: 0; font: 12.5px/1.35 "DejaVu Sans Mono", monospace; background: #1e1f22; padding: 6px; border-radius: 4px; overflow: hidden } .li { padding-left: 14px; text-indent: -10px; display: block }
.row { margin: 6px 12px } .button { display: inline-block; margin: 0 6px 6px 0; padding: 6px 12px; background: #4e5058; color: #fff; border-radius: 4px; font-size: 14px } .menu { padding: 9px 12px; background: #1e1f22; border-radius: 4px; color: #949ba4 }`;

/** A line with its formatting, of which an answer has only so much. */
function toHtml(line: string): string {
  const text = escapeHtml(line.replaceAll(/\\([^0-9A-Za-z\s])/gu, (_, sign: string) => `&#${sign.codePointAt(0)};`).replaceAll('&#', '\u0001'))
    .replaceAll('\u0001', '&#')
    .replaceAll(/\[([^\]]*)\]\(&lt;([^>]*)>\)/gu, '<a>$1</a>')
    .replaceAll(/\*\*([^*]+)\*\*/gu, '<b>$1</b>');
  if (line.startsWith('### ')) return `<h3>${text.slice(4)}</h3>`;
  if (line.startsWith('-# ')) return `<small>${text.slice(3)}</small>`;
  if (line.startsWith('- ')) return `<span class="li">• ${text.slice(2)}</span>`;
  return /^\d+\. /u.test(line) ? `<span class="li">${text}</span>` : `${text}\n`;
}

function paragraph(content: string): string {
  const code = /^```\n([\s\S]*)\n```$/u.exec(content)?.[1];
  return `<div>${code === undefined ? content.split('\n').map(toHtml).join('') : `<pre>${escapeHtml(code)}</pre>`}</div>`;
}

/** The page of a question and its answer in Discord. */
export function drawDiscord(question: string, call: Call): string {
  const parts = partsOf(call);
  const colour = Number(parts.find(({ type }) => type === 17)?.accent_color ?? 0x555555);
  const texts = parts.flatMap(({ type, content }) => (type === 10 ? [paragraph(String(content))] : []));
  const buttons = parts.flatMap(({ type, label }) => (type === 2 ? [`<span class="button">${escapeHtml(String(label))}</span>`] : []));
  const menus = parts.flatMap(({ type, placeholder }) => (type === 3 ? [`<div class="row"><div class="menu">${escapeHtml(String(placeholder))} ▾</div></div>`] : []));
  const card = `<div class="card" style="border-color: #${colour.toString(16).padStart(6, '0')}">${texts.join('')}</div>`;
  return page(STYLE, `<div class="said">/ask ${escapeHtml(question)}</div>${card}<div class="row">${buttons.join('')}</div>${menus.join('')}`);
}
