import {
  type APIActionRowComponent,
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord.js';
import type { Asked } from '../../core/ask.ts';
import { oncePer } from '../../core/memo.ts';
import type { Offer } from '../../core/question.ts';
import { type Block, type Line, type Reply, suggestionsOf, type TableRow, type Tone } from '../../core/reply.ts';
import type { Suggest } from '../../core/suggest.ts';
import { readButton, toButton, whyOf } from '../buttons.ts';
import type { PlatformPorts } from '../chat-bot.ts';
import { cutAt, MOST_IN_ROW, shortened, tableText } from '../long-text.ts';

/** A message as it is sent. */
export interface Page {
  readonly components: readonly APIMessageTopLevelComponent[];
  readonly flags: number;
}

/** Discord takes 4,000 characters of text in a message, what is on buttons and in menus included. */
const MOST_TEXT = 3000;
const LONGEST_LINE = 1500;
const LONGEST_LABEL = 80;
const LONGEST_OPTION = 100;
const MOST_OPTIONS = 25;
/** As many as stand in one row. */
const MOST_BUTTONS = 5;

const COLOURS: Readonly<Record<Tone, number>> = { good: 0x2e8b57, bad: 0xc0392b, partly: 0xd99a1c, disputed: 0x8e6bbf, unknown: 0x7f8c8d, neutral: 0x3b82c4 };

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** What formats wherever it stands. An address stays whole, as Discord reads it, so that it can be followed. discord.js' escapeMarkdown leaves single tildes, mentions, quotes and small print. */
const FORMATS = /https?:\/\/[\w.~:/?#@!$&'()+,;=%-]+|[\\*_~`|<[\]]/gu;
/** What formats at the beginning of a line: a quote, a heading, small print, a list. */
const BEGINS = /^(\s*)([>#+-]|\d+(?=\.))/gmu;

/** A text that shows as it stands: nothing in it is formatting, a mention or a time (https://docs.discord.com/developers/reference#message-formatting). */
function plain(text: string): string {
  return text
    .replaceAll(FORMATS, (found) => (found.length > 1 ? found : `\\${found}`))
    .replaceAll(BEGINS, (_, space: string, sign: string) => (/\d/u.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`));
}

/** A masked link that shows no preview; a label must not close its own bracket. */
function link(label: string, url: string): string {
  return `[${plain(label.replaceAll('[', '(').replaceAll(']', ')'))}](<${url.replaceAll('>', '%3E')}>)`;
}

/** A line with the numbers of its sources; their links stand once, below: a message has room for so much. */
function toLine({ text, sources }: Line): string {
  return [`- ${plain(text)}`, ...sources.map((number) => `[${number}]`)].join(' ');
}

function titled(title: string | null, lines: readonly string[]): readonly string[] {
  return [...(title === null ? [] : [`**${plain(title)}**`]), ...lines];
}

function tableLines(columns: readonly string[], rows: readonly TableRow[]): readonly (readonly string[])[] {
  const whole = rows.map(({ title, cells }) =>
    titled(
      title,
      cells.map(({ line }) => toLine(line)),
    ),
  );
  const shown =
    columns.length <= MOST_IN_ROW
      ? [[`\`\`\`\n${tableText(columns, rows).replaceAll('`', "'")}\n\`\`\``]]
      : columns.map((name, index) =>
          titled(
            name,
            rows.map(({ title, cells }) => `${plain(cells[index]?.brief ?? '')} · ${plain(title)}`),
          ),
        );
  return [...shown, ...whole];
}

/** A block as paragraphs, each of them lines. */
function linesOf(block: Block): readonly (readonly string[])[] {
  switch (block.kind) {
    case 'headline':
      return [[`### ${plain(block.text)}`]];
    case 'text':
      return [plain(block.text).split('\n')];
    case 'list':
      return [
        titled(
          block.title,
          block.lines.map((line) => toLine(line)),
        ),
      ];
    case 'table':
      return tableLines(block.columns, block.rows);
    case 'notes':
      return [[`-# ${plain(block.notes.join(' '))}`]];
    case 'sources':
      return [
        titled(
          block.title,
          block.lines.map(({ number, text, url }) => `${number}. ${link(text, url)}`),
        ),
      ];
    case 'next':
      return [];
  }
}

function cutLine(line: string): readonly string[] {
  if (line.length <= LONGEST_LINE) return [line];
  const at = cutAt(line, LONGEST_LINE);
  return [line.slice(0, at), ...cutLine(line.slice(at))];
}

/** A message that is being filled: its paragraphs, and how long they are. */
interface Draft {
  readonly paragraphs: readonly string[];
  readonly length: number;
}

/** A draft with one more line, which begins a paragraph or goes on with the last one. */
function withLine({ paragraphs, length }: Draft, line: string, begins: boolean): Draft {
  const filled = begins || paragraphs.length === 0 ? [...paragraphs, line] : [...paragraphs.slice(0, -1), `${paragraphs.at(-1)}\n${line}`];
  return { paragraphs: filled, length: length + line.length + 1 };
}

const EMPTY: Draft = { paragraphs: [], length: 0 };

/** Fills messages one after the other; a paragraph goes on in the next one where it must. */
function toDrafts(paragraphs: readonly (readonly string[])[]): readonly Draft[] {
  const lines = paragraphs.flatMap((paragraph) => paragraph.flatMap(cutLine).map((line, index) => ({ line, begins: index === 0 })));
  const drafts: Draft[] = [];
  for (const { line, begins } of lines) {
    const filled = withLine(drafts.at(-1) ?? EMPTY, line, begins);
    if (drafts.length > 0 && filled.length <= MOST_TEXT) drafts.splice(-1, 1, filled);
    else drafts.push(withLine(EMPTY, line, begins));
  }
  return drafts;
}

function button(label: string, offer: Offer, page = 0): APIComponentInMessageActionRow | undefined {
  const id = toButton(offer, page);
  return id === undefined ? undefined : { type: ComponentType.Button, style: ButtonStyle.Secondary, label: shortened(label, LONGEST_LABEL), custom_id: id };
}

function row(...components: readonly (APIComponentInMessageActionRow | undefined)[]): readonly Row[] {
  const ids = new Set<string>();
  const different = components.filter((one) => one !== undefined && 'custom_id' in one && !ids.has(one.custom_id) && ids.add(one.custom_id)).filter((one) => one !== undefined);
  return different.length === 0 ? [] : [{ type: ComponentType.ActionRow, components: different }];
}

/** A menu whose values complete an offer: its id is the offer's, as on a button. */
function menu(placeholder: string, offer: Offer, options: readonly { readonly id: string; readonly name: string }[]): APIComponentInMessageActionRow | undefined {
  const id = toButton(offer);
  if (id === undefined || options.length === 0) return undefined;
  return {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder: shortened(placeholder, LONGEST_OPTION),
    options: options.slice(0, MOST_OPTIONS).map((option) => ({ value: option.id, label: shortened(option.name, LONGEST_OPTION) })),
  };
}

/** What rendering leans on besides the answer. */
export type RenderPorts = Pick<PlatformPorts, 'say' | 'suggest'>;

/** The name of an app by its id. */
function nameOf(suggest: Suggest, id: string): string {
  return suggest.apps.find(id)?.name ?? id;
}

/** Under an answer: the rest of it, what to compare and ask next, and the other topics of the app. */
function controls(reply: Reply, about: Asked['about'], page: number, pages: number, { say, suggest }: RenderPorts): readonly Row[] {
  const [app, ...others] = about?.apps ?? [];
  const one = about !== null && app !== undefined && others.length === 0 ? { about, app } : undefined;
  const more = about && page + 1 < pages ? button(say('button.more'), about, page + 1) : undefined;
  const compare = one && button(say('button.compare'), { intent: 'compare', apps: [one.app], topic: one.about.topic });
  const why = whyOf(about);
  const next = suggestionsOf(reply);
  const topics = one ? suggest.topicsOf(one.app).filter(({ id }) => id !== one.about.topic) : [];
  return [
    ...row(...[more, compare, why && button(say('button.why'), why), ...next.map((offer) => button(offer.text, offer))].filter((one) => one !== undefined).slice(0, MOST_BUTTONS)),
    ...(one ? row(menu(say('select.topic', { app: nameOf(suggest, one.app) }), { intent: 'lookup', apps: [one.app], topic: null }, topics)) : []),
  ];
}

function toPage({ paragraphs }: Draft, tone: Tone | undefined, rows: readonly Row[]): Page {
  const components: APIComponentInContainer[] = paragraphs.map((content) => ({ type: ComponentType.TextDisplay, content }));
  return {
    components: [{ type: ComponentType.Container, ...(tone && { accent_color: COLOURS[tone] }), components }, ...rows],
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
  };
}

/** An answer as one message or, if it is too long, as several, each within Discord's limits and with its buttons; made once for each reply. */
export const render = oncePer((reply: Reply, about: Asked['about'], ports: RenderPorts): readonly [Page, ...Page[]] => {
  const tone = reply.blocks.flatMap((block) => (block.kind === 'headline' && block.tone ? [block.tone] : []))[0];
  const drafts = toDrafts(reply.blocks.flatMap(linesOf).map((lines) => lines.filter((line) => line.trim() !== '')));
  const [first = { paragraphs: ['…'], length: 1 }, ...rest] = drafts;
  const page = (draft: Draft, index: number) => toPage(draft, tone, about || index === drafts.length - 1 ? controls(reply, about, index, drafts.length, ports) : []);
  return [page(first, 0), ...rest.map((draft, index) => page(draft, index + 1))];
});

/** One sentence, such as what went wrong. */
export function renderSentence(text: string): Page {
  return toPage({ paragraphs: [plain(text)], length: text.length }, undefined, []);
}

/** Asks which app to compare with, where a button only says what to compare; undefined for any other button. */
export function renderPick(id: string, { say, suggest }: RenderPorts): Page | undefined {
  const wish = readButton(id)?.wish;
  const [typed, ...others] = wish?.apps ?? [];
  const app = typed === undefined ? undefined : suggest.apps.find(typed);
  if (wish?.intent !== 'compare' || !app || others.length > 0) return undefined;
  const choices = suggest.apps.suggest('', MOST_OPTIONS + 1).filter((choice) => choice.id !== app.id);
  const title = say('select.compare', { app: app.name });
  const topic = wish.topic === null ? null : (suggest.topics.find(wish.topic)?.id ?? null);
  return toPage({ paragraphs: [plain(title)], length: title.length }, undefined, row(menu(title, { intent: 'compare', apps: [app.id], topic }, choices)));
}
