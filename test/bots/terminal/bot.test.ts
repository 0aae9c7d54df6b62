import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { createTerminalBot } from '../../../src/bots/terminal/bot.ts';
import { createAsk } from '../../../src/core/ask.ts';
import { TODAY } from '../../builders.ts';
import { ownKnowledge } from '../../support/knowledge.ts';

const ask = createAsk(await ownKnowledge());

async function converse(lines: readonly string[], colours = false): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const bot = createTerminalBot({ ask: (question, memory) => ask(question, { today: TODAY, memory }), input, output, colours });
  input.end(lines.map((line) => `${line}\n`).join(''));
  await bot.run();
  output.end();
  return text(output);
}

describe('the terminal', () => {
  it('converses: numbers choose suggestions, what was spoken of is remembered', async () => {
    const said = await converse(['is signal open source', 'and zoom?', '1']);
    expect(said).toContain('Yes · Signal · Open source');
    expect(said).toContain('1) ');
    expect(said).toContain('Nothing is recorded of Zoom yet');
    expect(said.split('\n> ')).toHaveLength(5);
  });

  it('ends when it is asked to', async () => {
    const said = await converse(['exit', 'is signal open source']);
    expect(said).not.toContain('Signal');
  });

  it('emphasises the headline where it can', async () => {
    expect(await converse(['help'], true)).toContain('\u001b[1mAsk me about the privacy of an app.\u001b[22m');
  });
});
