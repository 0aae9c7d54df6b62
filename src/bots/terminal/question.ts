import type { Question } from '../../core/question.ts';
import type { Suggestion } from '../../core/reply.ts';

/** What a line in the terminal asks: a suggestion by its number, or what it says. */
export function toQuestion(line: string, suggestions: readonly Suggestion[]): Question {
  const number = /^\s*(\d{1,2})\s*$/u.exec(line)?.[1];
  const chosen = number === undefined ? undefined : suggestions[Number(number) - 1];
  return { text: chosen?.text ?? line };
}
