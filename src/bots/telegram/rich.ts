import type { InputRichMessage } from 'grammy/types';
import type { Block, Line, Reply } from '../../core/reply.ts';
import type { PlatformPorts } from '../chat-bot.ts';
import { MOST_IN_ROW } from '../long-text.ts';
import { isLinkable, render } from './render.ts';

type RichBlock = NonNullable<InputRichMessage['blocks']>[number];
type RichText = Extract<RichBlock, { type: 'paragraph' }>['text'];
type Cell = Extract<RichBlock, { type: 'table' }>['cells'][number][number];
type Table = Extract<Block, { kind: 'table' }>;
type Urls = ReadonlyMap<number, string>;

/** Telegram's limit of a rich message: characters of text. */
const MOST_TEXT = 32_768;

function bold(text: string): RichText {
  return { type: 'bold', text };
}

function cell(text: string, isHeader: boolean): Cell {
  return { text, ...(isHeader && { is_header: true as const }), align: 'left', valign: 'top' };
}

function lineOf({ text, sources }: Line, urls: Urls): RichText {
  const numbers = sources.flatMap((number): RichText[] => {
    const url = urls.get(number);
    return [' ', url === undefined ? `[${number}]` : { type: 'url', text: `[${number}]`, url }];
  });
  return [text, ...numbers];
}

function paragraph(text: RichText): RichBlock {
  return { type: 'paragraph', text };
}

/** The verdicts side by side, and folded away below them each in words with its sources. */
function tableBlocks({ columns, rows }: Table, urls: Urls, say: PlatformPorts['say']): readonly RichBlock[] {
  const head = ['', ...columns].map((name) => cell(name, true));
  const body = rows.map(({ title, cells }) => [cell(title, true), ...cells.map(({ brief }) => cell(brief, false))]);
  const words = rows.flatMap(({ title, cells }) => [paragraph(bold(title)), ...cells.map(({ line }) => paragraph(lineOf(line, urls)))]);
  return [
    { type: 'table', cells: [head, ...body], is_striped: true, is_compact: true },
    { type: 'details', summary: say('compare.in-words'), blocks: words },
  ];
}

function blocksOf(block: Block, urls: Urls, say: PlatformPorts['say']): readonly RichBlock[] {
  switch (block.kind) {
    case 'headline':
      return [{ type: 'heading', size: 3, text: block.text }];
    case 'text':
      return [paragraph(block.text)];
    case 'list':
      return [...(block.title === null ? [] : [paragraph(bold(block.title))]), ...block.lines.map((line) => paragraph(lineOf(line, urls)))];
    case 'table':
      return tableBlocks(block, urls, say);
    case 'notes':
      return [{ type: 'footer', text: block.notes.join(' ') }];
    case 'sources': {
      const lines = block.lines.map(({ number, text, url }) => paragraph([`${number}. `, isLinkable(url) ? { type: 'url', text, url } : `${text} ${url}`]));
      return [{ type: 'details', summary: block.title, blocks: lines }];
    }
    case 'next':
      return [];
  }
}

/** What of a message is read: every text in it. */
function lengthOf(part: unknown): number {
  if (typeof part === 'string') return part.length;
  if (typeof part !== 'object' || part === null) return 0;
  return Object.values(part).reduce((sum: number, one: unknown) => sum + lengthOf(one), 0);
}

/**
 * A comparison as a rich message, where that fits it better than the plain layout: of more apps than stand side by side
 * in a plain message, or longer than one; undefined for anything else, since older clients show plain messages only.
 */
export function renderRich(reply: Reply, say: PlatformPorts['say']): InputRichMessage | undefined {
  const table = reply.blocks.find((block) => block.kind === 'table');
  if (!table || (table.columns.length <= MOST_IN_ROW && render(reply).length === 1)) return undefined;
  const sources = reply.blocks.flatMap((block) => (block.kind === 'sources' ? block.lines : []));
  const urls = new Map(sources.filter(({ url }) => isLinkable(url)).map(({ number, url }) => [number, url]));
  const blocks = reply.blocks.flatMap((block) => blocksOf(block, urls, say));
  return lengthOf(blocks) > MOST_TEXT ? undefined : { blocks, skip_entity_detection: true };
}
