import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Page, render } from '../../../src/bots/telegram/render.ts';
import type { Block, Line } from '../../../src/core/reply.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200 }),
  fc.lorem({ mode: 'sentences', maxCount: 40 }),
  fc.constantFrom('x'.repeat(9000), '👍'.repeat(3000)),
);
const line: fc.Arbitrary<Line> = fc.record({ text, sources: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }) });
const url = fc.constantFrom('https://signal.org/legal/', 'http://old.example/', 'https://localhost/x', 'not an address');
const block: fc.Arbitrary<Block> = fc.oneof(
  text.map((said): Block => ({ kind: 'headline', text: said })),
  text.map((said): Block => ({ kind: 'text', text: said })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((notes): Block => ({ kind: 'notes', notes })),
  fc.record({ title: fc.option(text), lines: fc.array(line, { minLength: 1, maxLength: 40 }) }).map((list): Block => ({ kind: 'list', ...list })),
  fc.record({ title: fc.option(text), lines: fc.array(line, { minLength: 1, maxLength: 9 }) }).map((list): Block => ({ kind: 'list', ...list, evidence: true })),
  fc
    .array(fc.record({ text, url }), { minLength: 1, maxLength: 60 })
    .map((lines): Block => ({ kind: 'sources', title: 'Sources', lines: lines.map((one, index) => ({ number: index + 1, ...one })) })),
  fc
    .integer({ min: 1, max: 5 })
    .chain((apps) =>
      fc
        .array(fc.record({ title: text, cells: fc.array(fc.record({ brief: text, line }), { minLength: apps, maxLength: apps }) }), { minLength: 1, maxLength: 8 })
        .map((rows): Block => ({ kind: 'table', columns: Array.from({ length: apps }, (_, index) => `App ${index}`), rows })),
    ),
);

function expectWithinLimits({ text: said, entities }: Page): void {
  expect(said.length).toBeGreaterThan(0);
  expect(said.length).toBeLessThanOrEqual(4096);
  expect(entities.length).toBeLessThanOrEqual(100);
  expect(entities.every(({ offset, length }) => offset >= 0 && length > 0 && offset + length <= said.length)).toBe(true);
  const links = entities.flatMap((entity) => (entity.type === 'text_link' ? [entity.url] : []));
  expect(new Set([...links, 'https://signal.org/legal/']).size).toBe(1);
}

describe('render', () => {
  it('stays within the limits of Telegram, whatever the reply says', () => {
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 8 }), (blocks) => {
        for (const page of render({ language: 'en', blocks })) expectWithinLimits(page);
      }),
      { numRuns: 40 },
    );
  });

  it('says everything that a reply says', () => {
    const lines = Array.from({ length: 60 }, (_, index) => ({ text: `Line ${index}: ${'word '.repeat(40)}`, sources: [] }));
    const pages = render({
      language: 'en',
      blocks: [
        { kind: 'headline', text: 'Head' },
        { kind: 'list', title: 'Title', lines },
      ],
    });
    const said = pages.map((page) => page.text).join('\n');
    expect(pages.length).toBeGreaterThan(1);
    for (let index = 0; index < 60; index += 1) expect(said).toContain(`Line ${index}:`);
  });

  it('cuts what is too long at the end of a sentence', () => {
    const sentence = 'This is a sentence of some length, and it ends. ';
    const [first, second] = render({ language: 'en', blocks: [{ kind: 'text', text: sentence.repeat(120) }] });
    expect(first.text).toMatch(/ends\. $/u);
    expect(second?.text).toMatch(/^This is a sentence/u);
  });

  it.each([2, 3])('draws %d apps as a table of 34 columns', (apps) => {
    const cells = Array.from({ length: apps }, () => ({ brief: '+ Yes (everything and more)', line: { text: 'x', sources: [] } }));
    const names = Array.from({ length: apps }, (_, index) => `A very long name ${index}`);
    const [page] = render({ language: 'en', blocks: [{ kind: 'table', columns: names, rows: [{ title: 'A topic whose name is longer than the screen of a phone', cells }] }] });
    const table = page.entities.find(({ type }) => type === 'pre');
    const drawn = page.text.slice(table?.offset ?? 0, (table?.offset ?? 0) + (table?.length ?? 0));
    expect(Math.max(...drawn.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(34);
    expect(drawn.split('\n')).toHaveLength(4);
  });

  it('gives each of more than three apps a block of its own', () => {
    const cells = ['Ann', 'Ben', 'Cem', 'Dan'].map((name) => ({ brief: '+ Yes', line: { text: name, sources: [] } }));
    const [page] = render({ language: 'en', blocks: [{ kind: 'table', columns: ['Ann', 'Ben', 'Cem', 'Dan'], rows: [{ title: 'Topic', cells }] }] });
    expect(page.text).toContain('Ann\n+ Yes · Topic\n\nBen\n+ Yes · Topic');
    expect(page.entities.some(({ type }) => type === 'pre')).toBe(false);
  });
});
