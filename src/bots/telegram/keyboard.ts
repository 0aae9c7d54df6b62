import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Asked } from '../../core/ask.ts';
import { oncePer } from '../../core/memo.ts';
import { type Reply, suggestionsOf } from '../../core/reply.ts';
import { toButton, toLink, whyOf } from '../buttons.ts';
import type { PlatformPorts } from '../chat-bot.ts';
import { shortened } from '../long-text.ts';

const MOST_BUTTONS = 3;
const LONGEST_LABEL = 60;

/** Under a page of an answer: the rest of it if there is more, what to ask next, why it is so, and a link that asks it again. */
function toKeyboard(reply: Reply, about: Asked['about'], page: number, pages: number, username: string, say: PlatformPorts['say']): InlineKeyboardMarkup {
  const more = page + 1 < pages && about ? toButton(about, page + 1) : undefined;
  const next = suggestionsOf(reply).flatMap((offer): readonly InlineKeyboardButton[] => {
    const data = toButton(offer);
    return data === undefined ? [] : [{ text: shortened(offer.text, LONGEST_LABEL), callback_data: data }];
  });
  const payload = about ? toLink(about) : undefined;
  const link = payload === undefined ? undefined : `https://t.me/${username}?start=${payload}`;
  const why = whyOf(about);
  const whyData = why && toButton(why);
  const last: readonly InlineKeyboardButton[] = [
    ...(whyData === undefined ? [] : [{ text: say('button.why'), callback_data: whyData }]),
    ...(link === undefined ? [] : [{ text: say('button.share'), url: `https://t.me/share/url?url=${encodeURIComponent(link)}` }]),
  ];
  const first: readonly InlineKeyboardButton[] = [...(more === undefined ? [] : [{ text: say('button.more'), callback_data: more }]), ...next];
  const rows: readonly (readonly InlineKeyboardButton[])[] = [...first.slice(0, MOST_BUTTONS - last.length).map((button) => [button]), last];
  return { inline_keyboard: rows.filter((row) => row.length > 0).map((row) => [...row]) };
}

/** The buttons under each page of an answer, made once for each reply. */
export const toKeyboards = oncePer((reply: Reply, about: Asked['about'], pages: number, username: string, say: PlatformPorts['say']): readonly InlineKeyboardMarkup[] =>
  Array.from({ length: pages }, (_, page) => toKeyboard(reply, about, page, pages, username, say)),
);
