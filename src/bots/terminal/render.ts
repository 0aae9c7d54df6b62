import { toPlainText } from '../../core/plain-text.ts';
import type { Block, Reply } from '../../core/reply.ts';

/** Makes a text stand out, where the terminal can. */
export type Emphasise = (text: string) => string;

function renderBlock(block: Block, language: string, emphasise: Emphasise): string {
  switch (block.kind) {
    case 'headline':
      return emphasise(block.text);
    case 'next':
      return [`${block.title}:`, ...block.suggestions.map(({ text }, index) => `${index + 1}) ${text}`)].join('\n');
    case 'text':
    case 'list':
    case 'table':
    case 'notes':
    case 'sources':
      return toPlainText({ language, blocks: [block] });
  }
}

/** A reply for the terminal: plain text with its headline emphasised and its suggestions numbered. */
export function render({ blocks, language }: Reply, emphasise: Emphasise): string {
  return blocks.map((block) => renderBlock(block, language, emphasise)).join('\n\n');
}
