import type { InlineKeyboardButton, InlineQueryResultArticle } from 'grammy/types';
import type { Asked } from '../../core/ask.ts';
import { oncePer } from '../../core/memo.ts';
import { NOTHING_SAID, type Question } from '../../core/question.ts';
import { type Reply, suggestionsOf } from '../../core/reply.ts';
import { toButton, toLink } from '../buttons.ts';
import type { PlatformPorts } from '../chat-bot.ts';
import { shortened } from '../long-text.ts';
import { looksOf, render } from './render.ts';

/** What inline answers are made of. */
export type InlinePorts = Pick<PlatformPorts, 'ask' | 'say'>;

const MOST_RESULTS = 5;
const LONGEST_TITLE = 90;
const LONGEST_DESCRIPTION = 160;
/** What asks for the questions to begin with. */
const NOTHING_TYPED: Question = { text: 'help' };

/** The same answer always has the same id: what it is about, or else which kind it is. */
function idOf({ about, answer }: Asked): string {
  return (about && toButton(about)) ?? `1:q:${answer.outcome}`;
}

/** A button that opens the answer in a chat with the bot, where there is more to press. */
function openButton({ about }: Asked, username: string, say: InlinePorts['say']): readonly InlineKeyboardButton[] {
  const payload = about ? toLink(about) : undefined;
  return payload === undefined ? [] : [{ text: say('button.open'), url: `https://t.me/${username}?start=${payload}` }];
}

/** Makes the maker of articles: an answer as one message of somebody else, whole as far as a message has room, made once for all who get the same. */
export function createArticles(say: InlinePorts['say']): (asked: Asked, username: string) => InlineQueryResultArticle {
  const toArticle = oncePer((reply: Reply, asked: Asked, username: string): InlineQueryResultArticle => {
    const [page] = render(reply);
    const headline = reply.blocks.find((block) => block.kind === 'headline');
    const text = reply.blocks.find((block) => block.kind === 'text');
    const button = openButton(asked, username, say);
    return {
      type: 'article',
      id: idOf(asked),
      title: shortened(headline?.text ?? page.text, LONGEST_TITLE),
      ...(text && { description: shortened(text.text, LONGEST_DESCRIPTION) }),
      input_message_content: { message_text: page.text, ...looksOf(page) },
      ...(button.length > 0 && { reply_markup: { inline_keyboard: [[...button]] } }),
    };
  });
  return (asked, username) => toArticle(asked.reply, asked, username);
}

/**
 * The answers to what is typed behind the bot's name in any chat, most likely first: the question's own, then those of
 * what it proposes; where it asks nothing, the questions to begin with. The same for everybody, so that Telegram may
 * keep them; nothing that a chat has spoken of goes in.
 */
export function inlineAnswers(text: string, { ask }: InlinePorts): readonly Asked[] {
  const asked = ask(text.trim() === '' ? NOTHING_TYPED : { text }, NOTHING_SAID);
  const { outcome } = asked.answer;
  const answers = text.trim() !== '' && outcome !== 'unclear' && outcome !== 'out-of-scope';
  const proposed = suggestionsOf(asked.reply).map((wish) => ask({ text: '', wish }, NOTHING_SAID));
  const all = [...(answers || proposed.length === 0 ? [asked] : []), ...proposed];
  return [...new Map(all.map((one) => [idOf(one), one])).values()].slice(0, MOST_RESULTS);
}
