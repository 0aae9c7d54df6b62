import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { differ, toDiscordCommands } from '../../../src/bots/discord/commands.ts';
import { render } from '../../../src/bots/discord/render.ts';
import { createAsk } from '../../../src/core/ask.ts';
import type { Block } from '../../../src/core/reply.ts';
import { createSuggest } from '../../../src/core/suggest.ts';
import { createVoices } from '../../../src/core/wording.ts';
import { TODAY } from '../../builders.ts';
import { partsOf, textOf } from '../../support/discord-bot.ts';
import { ownKnowledge } from '../../support/knowledge.ts';

const knowledge = await ownKnowledge();
const suggest = createSuggest(knowledge);
const { say } = createVoices(knowledge.wording)(undefined);
const asked = createAsk(knowledge)({ text: 'is signal open source' }, { today: TODAY });
const toPages = (blocks: readonly Block[]) =>
  render({ language: 'en', blocks }, asked.about, { say, suggest }).map((page) => ({ method: '', body: { components: page.components } }));

const NASTY = fc.string({
  unit: fc.constantFrom('*', '_', '~', '`', '|', '<', '>', '@', '#', '-', ' ', '[', ']', '(', ')', '\\', 'a', 'B', '1', '.', '🧨', '字'),
  minLength: 1,
  maxLength: 60,
});

describe('a page of Discord', () => {
  it('shows any text as it stands', () => {
    fc.assert(
      fc.property(NASTY, (text) => {
        fc.pre(text.trim() !== '');
        const [page] = toPages([{ kind: 'headline', text: `x${text}` }]);
        expect(textOf(page)).toBe(`x${text}`);
      }),
    );
  });

  it.each(['https://example.org:8443/my_privacy_page', 'http://example.org/~joe/privacy_policy_x#a_b', 'https://example.org/a,b_c_d', 'https://example.org/(a)_b_'])(
    'leaves an address whole (%s)',
    (url) => {
      const [page] = toPages([{ kind: 'text', text: `All of it: ${url} *and* <@1>` }]);
      expect(partsOf(page).flatMap(({ content }) => content ?? [])).toContain(`All of it: ${url} \\*and\\* \\<@1>`);
    },
  );

  it('leaves no formatting, mention or list open', () => {
    fc.assert(
      fc.property(NASTY, (text) => {
        const [page] = toPages([{ kind: 'text', text }]);
        const raw = partsOf(page).flatMap(({ content }) => (typeof content === 'string' ? [content] : []))[0] ?? '';
        const left = raw.replaceAll(/\\[^0-9A-Za-z\s]/gu, 'x');
        expect(left).not.toMatch(/[*`|~<]|^\s*(?:>|-# |#{1,3} |- |\d+\. )/u);
      }),
    );
  });

  it('fits into a message, whatever its length, and loses no word', () => {
    const line = fc.record({ text: fc.string({ unit: fc.constantFrom('word ', 'More. ', 'very-long-word-', '字'), minLength: 1, maxLength: 900 }), sources: fc.constant([1]) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
        const pages = toPages([
          { kind: 'list', title: 'Title', lines },
          { kind: 'sources', title: 'Sources', lines: [{ number: 1, text: 'A [source]', url: 'https://example.org/a_(b)' }] },
        ]);
        for (const page of pages) {
          const length = partsOf(page).reduce((sum, { content }) => sum + (typeof content === 'string' ? content.length : 0), 0);
          expect(length).toBeLessThanOrEqual(3100);
          expect(partsOf(page).length).toBeLessThanOrEqual(40);
        }
        const said = pages
          .map(textOf)
          .join('')
          .replaceAll(/[\s\\]/gu, '');
        for (const { text } of lines) expect(said).toContain(text.replaceAll(/\s/gu, ''));
      }),
      { numRuns: 50 },
    );
  });
});

describe('the commands', () => {
  const ours = toDiscordCommands(say);
  const theirs = ours.map((command, index) => ({
    description: '',
    ...command,
    id: String(index),
    version: '1',
    default_permission: true,
    nsfw: false,
    default_member_permissions: null,
    name_localizations: null,
    dm_permission: true,
  }));

  it('are the same when Discord adds fields of its own or leaves out what is false', () => {
    const without = theirs.map((command) =>
      'options' in command ? { ...command, options: (command.options ?? []).map((option) => (option.required ? option : { ...option, required: undefined })) } : command,
    );
    expect([differ(theirs, ours), differ(without, ours), differ(theirs.toReversed(), ours)]).toEqual([false, false, false]);
  });

  it('differ when one is gone, too many or says something else', () => {
    expect([differ([], ours), differ(theirs.slice(1), ours), differ([...theirs, { name: 'old' }], ours)]).toEqual([true, true, true]);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['another description', { description: 'another' }],
    ['a permission that is needed', { default_member_permissions: '8' }],
    ['an age that is needed', { nsfw: true }],
    ['names in other languages', { name_localizations: { de: 'frag' } }],
    ['fewer places', { contexts: [0] }],
  ])('differ by %s', (_, more) => {
    expect(
      differ(
        theirs.map((command, index) => (index === 0 ? { ...command, ...more } : command)),
        ours,
      ),
    ).toBe(true);
  });

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['a least length', { min_length: 3 }],
    ['suggestions', { autocomplete: true }],
    ['a list to choose from', { choices: [{ name: 'x', value: 'x' }] }],
    ['descriptions in other languages', { description_localizations: { de: 'x' } }],
  ])('differ by %s of an option', (_, more) => {
    expect(
      differ(
        theirs.map((command, index) =>
          index === 0 && 'options' in command ? { ...command, options: (command.options ?? []).map((option) => ({ ...option, ...more })) } : command,
        ),
        ours,
      ),
    ).toBe(true);
  });
});
