import { FormattedString } from '@grammyjs/parse-mode';
import { oncePer } from '../../core/memo.ts';
import type { Block, Line, Reply, SourceLine, TableRow } from '../../core/reply.ts';
import { cutAt, MOST_IN_ROW, tableText } from '../long-text.ts';

/** Telegram's limits of a message: UTF-16 units of text, and entities. */
const MOST_TEXT = 4096;
const MOST_ENTITIES = 100;
const MOST_IN_QUOTE = 15;

/** A part of a message, and what stands before it. */
interface Piece {
  readonly content: FormattedString;
  readonly gap: '\n' | '\n\n';
}

type Urls = ReadonlyMap<number, string>;

/** Telegram drops a link without a word if it isn't https with a dotted host. */
export function isLinkable(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed?.protocol === 'https:' && parsed.hostname.includes('.');
}

function toLine({ text, sources }: Line, urls: Urls): FormattedString {
  const numbers = sources.map((number) => {
    const url = urls.get(number);
    return url === undefined ? `[${number}]` : FormattedString.link(`[${number}]`, url);
  });
  return FormattedString.join([`• ${text}`, ...numbers], ' ');
}

/** More apps: one block each, with a line for each topic. */
function blocksOf(columns: readonly string[], rows: readonly TableRow[]): readonly FormattedString[] {
  return columns.map((name, index) => FormattedString.join([FormattedString.bold(name), ...rows.map(({ title, cells }) => `${cells[index]?.brief ?? ''} · ${title}`)], '\n'));
}

function tablePieces(columns: readonly string[], rows: readonly TableRow[], urls: Urls): readonly Piece[] {
  const shown = columns.length <= MOST_IN_ROW ? [FormattedString.pre(tableText(columns, rows))] : blocksOf(columns, rows);
  const whole = rows.flatMap(({ title, cells }) => [FormattedString.bold(title), ...cells.map(({ line }) => toLine(line, urls))]);
  return [...shown.map((content): Piece => ({ content, gap: '\n\n' })), quoteOf(null, whole)];
}

function listPieces(title: string | null, lines: readonly FormattedString[]): readonly Piece[] {
  const all = [...(title === null ? [] : [FormattedString.bold(title)]), ...lines];
  return all.map((content, index) => ({ content, gap: index === 0 ? '\n\n' : '\n' }));
}

function quoteOf(title: string | null, lines: readonly FormattedString[]): Piece {
  return { content: FormattedString.expandableBlockquote(FormattedString.join([...(title === null ? [] : [FormattedString.bold(title)]), ...lines], '\n')), gap: '\n' };
}

/** The sources as numbered links, folded away like the evidence; very many in several quotes. */
function sourcePieces(title: string, sources: readonly SourceLine[]): readonly Piece[] {
  const lines = sources.map(({ number, text, url }) => FormattedString.join([`${number}.`, isLinkable(url) ? FormattedString.link(text, url) : `${text} ${url}`], ' '));
  const quotes = Array.from({ length: Math.ceil(lines.length / MOST_IN_QUOTE) }, (_, index) => lines.slice(index * MOST_IN_QUOTE, (index + 1) * MOST_IN_QUOTE));
  return quotes.map((some, index) => quoteOf(index === 0 ? title : null, some));
}

function piecesOf(block: Block, urls: Urls): readonly Piece[] {
  switch (block.kind) {
    case 'headline':
      return [{ content: FormattedString.bold(block.text), gap: '\n\n' }];
    case 'text':
      return [{ content: new FormattedString(block.text), gap: '\n\n' }];
    case 'list': {
      const lines = block.lines.map((line) => toLine(line, urls));
      return block.evidence ? [quoteOf(block.title, lines)] : listPieces(block.title, lines);
    }
    case 'table':
      return tablePieces(block.columns, block.rows, urls);
    case 'notes':
      return [{ content: FormattedString.italic(block.notes.join(' ')), gap: '\n\n' }];
    case 'sources':
      return sourcePieces(block.title, block.lines);
    case 'next':
      return [];
  }
}

/** A stretch of a formatted text, its entities cut to it. */
function stretch({ rawText, rawEntities }: FormattedString, from: number, to: number): FormattedString {
  const entities = rawEntities.flatMap((entity) => {
    const [start, end] = [Math.max(entity.offset, from), Math.min(entity.offset + entity.length, to)];
    return start < end ? [{ ...entity, offset: start - from, length: end - start }] : [];
  });
  return new FormattedString(rawText.slice(from, to), entities);
}

/** A piece as several where it is too long for a message of its own. */
function cutPiece({ content, gap }: Piece): readonly Piece[] {
  if (content.rawText.length <= MOST_TEXT) return [{ content, gap }];
  const at = cutAt(content.rawText, MOST_TEXT);
  return [{ content: stretch(content, 0, at), gap }, ...cutPiece({ content: stretch(content, at, content.rawText.length), gap: '\n' })];
}

/** A message's text with what makes it look right. Sent to many as it is, and never changed. */
export interface Page {
  readonly text: string;
  readonly entities: FormattedString['rawEntities'];
}

const NO_PREVIEW = { is_disabled: true };

/** What a call takes of a page besides its text. */
export function looksOf({ entities }: Page) {
  return { entities, link_preview_options: NO_PREVIEW };
}

/** Pieces for one message, and how much of its room they take. */
interface Draft {
  readonly pieces: readonly Piece[];
  readonly length: number;
  readonly entities: number;
}

function withPiece({ pieces, length, entities }: Draft, piece: Piece): Draft {
  const gap = pieces.length > 0 ? piece.gap.length : 0;
  return { pieces: [...pieces, piece], length: length + gap + piece.content.rawText.length, entities: entities + piece.content.rawEntities.length };
}

const EMPTY: Draft = { pieces: [], length: 0, entities: 0 };

/** Fills messages one after the other. */
function toDrafts(pieces: readonly Piece[]): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const piece of pieces) {
    const filled = withPiece(drafts.at(-1) ?? EMPTY, piece);
    if (drafts.length > 0 && filled.length <= MOST_TEXT && filled.entities <= MOST_ENTITIES) drafts.splice(-1, 1, filled);
    else drafts.push(withPiece(EMPTY, piece));
  }
  return drafts;
}

function toPage({ pieces }: Draft): Page {
  const { rawText, rawEntities } = FormattedString.join(
    pieces.flatMap(({ content, gap }, index) => (index === 0 ? [content] : [gap, content])),
    '',
  );
  return { text: rawText, entities: rawEntities.slice(0, MOST_ENTITIES) };
}

/** A reply as one message or, if it is too long, as several, each within Telegram's limits. */
export const render = oncePer(({ blocks }: Reply): readonly [Page, ...Page[]] => {
  const urls = new Map(
    blocks.flatMap((block) => (block.kind === 'sources' ? block.lines.filter(({ url }) => isLinkable(url)).map(({ number, url }) => [number, url] as const) : [])),
  );
  const pieces = blocks
    .flatMap((block) => piecesOf(block, urls))
    .filter(({ content }) => content.rawText.trim() !== '')
    .flatMap(cutPiece);
  const [first = withPiece(EMPTY, { content: new FormattedString('…'), gap: '\n' }), ...rest] = toDrafts(pieces);
  return [toPage(first), ...rest.map(toPage)];
});
