import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { AskNow } from '../../core/ask.ts';
import { type Memory, NOTHING_SAID } from '../../core/question.ts';
import type { Suggestion } from '../../core/reply.ts';
import type { ChatBot } from '../chat-bot.ts';
import { toQuestion } from './question.ts';
import { render, suggestionsOf } from './render.ts';

/** What the conversation in a terminal runs on. */
export interface TerminalPorts {
  readonly ask: AskNow;
  readonly input: Readable;
  readonly output: Writable;
  /** Whether the terminal shows colours. */
  readonly colours: boolean;
}

const LEAVE = new Set(['exit', 'quit', '/exit', '/quit']);
const WELCOME = 'Ask about the privacy of an app, or type the number of a suggestion. Leave with Ctrl-D or "exit".\n';

/** Makes the bot of the terminal: a conversation with one person, of which nothing is kept when it ends. */
export function createTerminalBot({ ask, input, output, colours }: TerminalPorts): ChatBot {
  const emphasise = (text: string) => (colours ? styleText('bold', text, { validateStream: false }) : text);
  const ending = new AbortController();
  return {
    platform: 'terminal',
    run: async () => {
      const lines = createInterface({ input, output, prompt: '\n> ', signal: ending.signal });
      let memory: Memory = NOTHING_SAID;
      let suggestions: readonly Suggestion[] = [];
      output.write(WELCOME);
      lines.prompt();
      for await (const line of lines) {
        if (LEAVE.has(line.trim().toLowerCase())) break;
        const asked = ask(toQuestion(line, suggestions), memory);
        memory = asked.memory;
        suggestions = suggestionsOf(asked.reply);
        output.write(`\n${render(asked.reply, emphasise)}\n`);
        lines.prompt();
      }
      lines.close();
    },
    stop: () => ending.abort(),
  };
}
