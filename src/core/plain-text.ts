import type { Block, Reply } from './reply.ts';

function numbers(sources: readonly number[]): string {
  return sources.length === 0 ? '' : ` [${sources.join('][')}]`;
}

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'headline':
    case 'text':
      return block.text;
    case 'list':
      return [...(block.title === null ? [] : [`${block.title}:`]), ...block.lines.map(({ text, sources }) => `• ${text}${numbers(sources)}`)].join('\n');
    case 'table':
      return block.rows.map(({ title, cells }) => renderBlock({ kind: 'list', title, lines: cells.map(({ line }) => line) })).join('\n\n');
    case 'notes':
      return block.notes.join(' ');
    case 'sources':
      return [`${block.title}:`, ...block.lines.map(({ number, text, url }) => `[${number}] ${text}\n    ${url}`)].join('\n');
    case 'next':
      return [`${block.title}:`, ...block.suggestions.map(({ text }) => `- ${text}`)].join('\n');
  }
}

/** A reply as plain text. */
export function toPlainText({ blocks }: Reply): string {
  return blocks.map(renderBlock).join('\n\n');
}
