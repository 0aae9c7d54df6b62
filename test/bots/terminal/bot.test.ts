import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { createTerminalBot } from '../../../src/bots/terminal/bot.ts';
import { createAsk } from '../../../src/core/ask.ts';
import { createVoices } from '../../../src/core/wording.ts';
import { TODAY } from '../../builders.ts';
import { ownKnowledge } from '../../support/knowledge.ts';

const knowledge = await ownKnowledge();
const ask = createAsk(knowledge);
const { say } = createVoices(knowledge.wording)(undefined);

async function converse(lines: readonly string[], { colours = false, now = () => 0 }: { readonly colours?: boolean; readonly now?: () => number } = {}): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const bot = createTerminalBot({ ask: (question, memory) => ask(question, { today: TODAY, memory }), say, input, output, now, colours });
  input.end(lines.map((line) => `${line}\n`).join(''));
  await bot.run();
  output.end();
  return text(output);
}

describe('the terminal', () => {
  it('converses: numbers choose suggestions, what was spoken of is remembered', async () => {
    const said = await converse(['is signal open source', 'and icq?', '1']);
    expect(said).toContain('Yes · Signal · Open source');
    expect(said).toContain('1) ');
    expect(said).toContain('until 26 June 2024 · ICQ · Open source');
    expect(said.split('\n> ')).toHaveLength(5);
  });

  it('ends when it is asked to', async () => {
    const said = await converse(['exit', 'is signal open source']);
    expect(said).not.toContain('Signal');
  });

  it('emphasises the headline where it can', async () => {
    expect(await converse(['help'], { colours: true })).toContain('\u001b[1mAsk me about the privacy of an app.\u001b[22m');
  });

  it('has the commands, and lists them', async () => {
    const said = await converse(['/help', '/compare signal telegram', '/app signal', '/find open source', '/topics', '/privacy', '/ask is icq safe', '/unknown']);
    for (const words of [
      '/compare <first> <second> <third> <topic>: Two to five apps side by side',
      'Signal and Telegram, side by side',
      'Signal at a glance',
      'Open source: Yes',
      '46 topics can be asked',
      'I keep nothing of you.',
      'ICQ at a glance',
    ]) {
      expect(said).toContain(words);
    }
  });

  it('forgets what was spoken of after a quarter of an hour', async () => {
    let minutes = 0;
    const now = () => {
      minutes += 8;
      return minutes * 60_000;
    };
    expect(await converse(['is signal open source', 'and icq?'], { now })).toContain('· ICQ · Open source');
    const slowly = () => now() + now();
    const later = await converse(['is signal open source', 'are you sure?'], { now: slowly });
    expect(later.match(/Yes · Signal/gu)).toHaveLength(1);
  });
});
