import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderRich } from '../../../src/bots/telegram/rich.ts';
import type { Block, Reply } from '../../../src/core/reply.ts';

const say = (key: string) => key;
const cell = { brief: '+ Yes', line: { text: 'A: Yes', sources: [1] } };

function comparing(columns: readonly string[], rows = 2, more: readonly Block[] = []): Reply {
  const table: Block = { kind: 'table', columns, rows: Array.from({ length: rows }, (_, row) => ({ title: `Topic ${row}`, cells: columns.map(() => cell) })) };
  const sources: Block = { kind: 'sources', title: 'Sources', lines: [{ number: 1, text: 'A policy', url: 'https://a.example/policy' }] };
  return { language: 'en', blocks: [{ kind: 'headline', text: 'Side by side' }, table, ...more, sources] };
}

describe('renderRich', () => {
  it('lays out more apps than stand side by side in a plain message', () => {
    const blocks = renderRich(comparing(['A', 'B', 'C', 'D'], 1), say)?.blocks;
    expect(blocks).toMatchObject([
      { type: 'heading', text: 'Side by side' },
      {
        type: 'table',
        cells: [
          [{ text: '' }, { text: 'A' }, { text: 'B' }, { text: 'C' }, { text: 'D' }],
          [{ text: 'Topic 0', is_header: true }, {}, {}, {}, { text: '+ Yes' }],
        ],
      },
      { type: 'details', summary: 'compare.in-words' },
      { type: 'details', summary: 'Sources', blocks: [{ text: ['1. ', { type: 'url', url: 'https://a.example/policy' }] }] },
    ]);
  });

  it.each([
    ['a small comparison', comparing(['A', 'B', 'C'])],
    ['what is no comparison', { language: 'en', blocks: [{ kind: 'headline', text: 'Yes' }] } satisfies Reply],
    ['what is longer than a rich message', comparing(['A', 'B', 'C', 'D'], 1, [{ kind: 'text', text: 'x'.repeat(33_000) }])],
  ])('leaves %s plain', (_, reply) => {
    expect(renderRich(reply, say)).toBeUndefined();
  });

  it('is taken for a comparison that needs more than one plain message', () => {
    expect(renderRich(comparing(['A', 'B'], 120), say)).toBeDefined();
  });

  it('links to nothing that Telegram would drop', () => {
    fc.assert(
      fc.property(fc.webUrl({ validSchemes: ['http', 'https', 'ftp'] }), (url) => {
        const reply = comparing(['A', 'B', 'C', 'D'], 1, [{ kind: 'sources', title: 'More', lines: [{ number: 1, text: 'x', url }] }]);
        const links = [...JSON.stringify(renderRich(reply, say)).matchAll(/"url":"([^"]+)"/gu)].map(([, link = '']) => link);
        expect(links.filter((link) => !link.startsWith('https://'))).toEqual([]);
      }),
    );
  });
});
