import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import type { AskNow } from '../../core/ask.ts';
import { type Memory, NOTHING_SAID } from '../../core/question.ts';
import { createRecent } from '../../core/recent.ts';
import { type Suggestion, suggestionsOf } from '../../core/reply.ts';
import type { ChatBot } from '../chat-bot.ts';
import { COMMANDS, readCommand } from '../commands.ts';
import { toQuestion } from './question.ts';
import { render } from './render.ts';

/** What the conversation in a terminal runs on. */
export interface TerminalPorts {
  readonly ask: AskNow;
  /** A sentence of the wording by its key. */
  readonly say: (key: string) => string;
  readonly input: Readable;
  readonly output: Writable;
  /** The time in milliseconds; what was spoken of is forgotten after a while. */
  readonly now: () => number;
  /** Whether the terminal shows colours. */
  readonly colours: boolean;
}

const LEAVE = new Set(['exit', 'quit', '/exit', '/quit']);
/** There is one chat in a terminal. */
const CHAT = 'terminal';
const WELCOME = 'Ask about the privacy of an app, type the number of a suggestion, or /help. Leave with Ctrl-D or "exit".\n';

/** The commands with what each does. */
function listCommands(say: TerminalPorts['say']): string {
  return COMMANDS.map(({ name, options }) => `/${[name, ...options.map((option) => `<${option}>`)].join(' ')}: ${say(`command.${name}`)}`).join('\n');
}

/** Makes the bot of the terminal: a conversation with one person, of which nothing is kept when it ends. */
export function createTerminalBot({ ask, say, input, output, now, colours }: TerminalPorts): ChatBot {
  const emphasise = (text: string) => (colours ? styleText('bold', text, { validateStream: false }) : text);
  const ending = new AbortController();
  return {
    platform: 'terminal',
    run: async () => {
      const lines = createInterface({ input, output, prompt: '\n> ', signal: ending.signal });
      const chats = createRecent<Memory>();
      let suggestions: readonly Suggestion[] = [];
      output.write(WELCOME);
      lines.prompt();
      for await (const line of lines) {
        if (LEAVE.has(line.trim().toLowerCase())) break;
        const asked = ask(toQuestion(line, suggestions), chats.recall(CHAT, now()) ?? NOTHING_SAID);
        chats.keep(CHAT, asked.memory, now());
        suggestions = suggestionsOf(asked.reply);
        output.write(`\n${render(asked.reply, emphasise)}\n`);
        if (readCommand(line)?.name === 'help') output.write(`\n${listCommands(say)}\n`);
        lines.prompt();
      }
      lines.close();
    },
    stop: () => ending.abort(),
  };
}
