import { PassThrough } from 'node:stream';
import { createTerminalBot } from '../../../src/bots/terminal/bot.ts';
import { createAsk } from '../../../src/core/ask.ts';
import { createVoices } from '../../../src/core/wording.ts';
import { TODAY } from '../../builders.ts';
import { ownKnowledge } from '../../support/knowledge.ts';
import { describeBot } from '../describe-bot.ts';

const PROMPT = '\n> ';

describeBot('a terminal', async () => {
  const knowledge = await ownKnowledge();
  const ask = createAsk(knowledge);
  const [input, output] = [new PassThrough(), new PassThrough()];
  const { say } = createVoices(knowledge.wording)(undefined);
  const bot = createTerminalBot({ ask: (question, memory) => ask(question, { today: TODAY, memory }), say, input, output, now: () => 0, colours: false });
  /** All that is printed until the bot waits for a line. */
  const untilPrompt = () =>
    new Promise<string>((resolve) => {
      let printed = '';
      const read = (chunk: Buffer) => {
        printed += chunk.toString();
        if (!printed.endsWith(PROMPT)) return;
        output.off('data', read);
        resolve(printed.slice(0, -PROMPT.length).trim());
      };
      output.on('data', read);
    });
  const welcome = untilPrompt();
  const ended = bot.run();
  await welcome;
  return {
    say: (text) => {
      const printed = untilPrompt();
      input.write(`${text}\n`);
      return printed;
    },
    end: async () => {
      input.end();
      await ended;
    },
  };
});
