import type { Question } from '../../core/question.ts';
import type { Suggestion } from '../../core/reply.ts';
import { readCommand, toText } from '../commands.ts';

/** What a line in the terminal asks: a suggestion by its number, a command, or what it says. */
export function toQuestion(line: string, suggestions: readonly Suggestion[]): Question {
  const number = /^\s*(\d{1,2})\s*$/u.exec(line)?.[1];
  const chosen = number === undefined ? undefined : suggestions[Number(number) - 1];
  const command = readCommand(line);
  return { text: chosen?.text ?? (command ? toText(command) : line) };
}
