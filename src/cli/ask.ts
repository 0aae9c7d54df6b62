import { createInterface } from 'node:readline';
import { Command } from 'commander';
import { today } from '../config.ts';
import { type Ask, createAsk } from '../core/ask.ts';
import { toPlainText } from '../core/plain-text.ts';
import type { Memory } from '../core/question.ts';
import { createTellWhy } from '../core/why.ts';
import { type Day, firstDay } from '../knowledge/days.ts';
import { orFail } from './fail.ts';
import { open } from './open.ts';
import { readRequest } from './request.ts';

interface Options {
  readonly json?: true;
  readonly jsonl?: true;
  readonly data?: string;
  readonly asOf?: string;
  readonly language?: string;
  readonly why?: true;
}

/** Answers a stream of questions, one JSON object a line; lines of one chat share what it spoke of. */
async function answerLines(ask: Ask, day: Day): Promise<void> {
  const chats = new Map<string, Memory>();
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === '') continue;
    const request = readRequest(line, day);
    if ('error' in request) {
      console.log(JSON.stringify(request));
      continue;
    }
    const memory = request.chat === undefined ? undefined : chats.get(request.chat);
    const asked = ask(request.question, { today: day, ...(memory && { memory }) });
    if (request.chat !== undefined) chats.set(request.chat, asked.memory);
    console.log(asked.json(request.id));
  }
}

/** The day of --as-of; a day that has not been is refused. */
function readAsOf(written: string | undefined, day: Day): Day | undefined {
  const asOf = written === undefined ? undefined : firstDay(written);
  if (written !== undefined && (asOf === undefined || asOf > day)) {
    program.error(`"${written}" is no day that has been: write it as YYYY-MM-DD, such as 2022-06-01`);
  }
  return asOf;
}

async function run(words: readonly string[], options: Options): Promise<void> {
  const day = today();
  const asOf = readAsOf(options.asOf, day);
  if (words.length === 0 && !options.jsonl) program.help({ error: true });
  if (options.why && (options.json || options.jsonl)) program.error('--why is told in words only: leave out --json or --jsonl');
  const knowledge = await open(options.data, day);
  const ask = createAsk(knowledge);
  if (options.jsonl) return answerLines(ask, day);
  const question = { text: words.join(' '), ...(asOf && { asOf }), ...(options.language !== undefined && { language: options.language }) };
  const { answer } = ask(question, { today: day });
  console.log(options.json ? JSON.stringify({ id: null, ...answer }, null, 2) : answer.text);
  if (options.why) console.log(`\n────\n\n${toPlainText(createTellWhy(knowledge)(question, { today: day }))}`);
}

const program = new Command('ask')
  .description('Answers a question on the privacy of an app.')
  .argument('[question...]', 'the question, such as "Does WeChat use end-to-end encryption?"')
  .option('--json', 'print one JSON answer')
  .option('--jsonl', 'read {"id", "question", "chat"?, "asOf"?, "language"?} a line from standard input, print one JSON answer a line')
  .option('--why', 'tell too how the question was read and why the verdict is what it is')
  .option('--as-of <day>', 'answer for another day (YYYY-MM-DD)')
  .option('--language <code>', 'the language to answer in, if it is known')
  .option('--data <folder>', 'use another data folder')
  .action((words: readonly string[], options: Options) => orFail(() => run(words, options)));
await program.parseAsync();
