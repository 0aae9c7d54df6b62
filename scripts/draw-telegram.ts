import type { Call } from '../test/support/telegram-server.ts';
import { escapeHtml, page } from './draw.ts';

interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

const TAGS: Readonly<Record<string, string>> = { bold: 'b', italic: 'i', text_link: 'a', pre: 'pre', blockquote: 'blockquote', expandable_blockquote: 'blockquote' };

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

const STYLE = `body { margin: 0; background: #d5e3c8; font: 15px/1.35 system-ui, "Noto Sans", "Noto Color Emoji", sans-serif; width: 390px }
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

/** The page of a question and its answer in Telegram. */
export function drawTelegram(question: string, call: Call): string {
  const entities = Array.isArray(call.body.entities) ? call.body.entities.filter(isEntity) : [];
  const buttons = buttonsOf(call).map((text) => `<div class="button">${escapeHtml(text)}</div>`);
  const answer = toHtml(String(call.body.text), entities).replaceAll(/<\/(blockquote|pre)>\n/gu, '</$1>');
  return page(STYLE, `<div class="said">${escapeHtml(question)}</div><div class="gap"></div><div class="answer">${answer}</div>${buttons.join('')}<div class="gap"></div>`);
}
