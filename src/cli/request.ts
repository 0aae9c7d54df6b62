import { z } from 'zod';
import type { Question } from '../core/question.ts';
import { type Day, firstDay } from '../knowledge/days.ts';

/** A line of `ask --jsonl`, understood. */
export interface Request {
  readonly id: unknown;
  readonly chat: string | undefined;
  readonly question: Question;
}

/** A line that can't be answered, as it is told back. */
export interface Refused {
  readonly id: unknown;
  readonly error: string;
}

const lineSchema = z.looseObject({
  id: z.unknown().optional(),
  question: z.string(),
  chat: z.union([z.string(), z.number()]).nullish(),
  asOf: z.string().nullish(),
  language: z.string().nullish(),
});

const HINT: Readonly<Record<string, string>> = {
  question: 'give the question\'s text as "question"',
  chat: 'give "chat" as a text, or leave it out',
  asOf: 'give "asOf" as a day such as "2022-06-01", or leave it out',
  language: 'give "language" as a code such as "de", or leave it out',
};

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function idOf(json: unknown): unknown {
  return typeof json === 'object' && json !== null && 'id' in json ? (json.id ?? null) : null;
}

/** Reads a line of `ask --jsonl`; one that can't be answered comes back with its id, or null, and what is wrong with it. */
export function readRequest(line: string, today: Day): Request | Refused {
  const json = parseLine(line);
  const id = idOf(json);
  if (json === undefined) return { id, error: 'the line is not JSON: write one object a line, such as {"id": "q1", "question": "is signal safe"}' };
  const parsed = lineSchema.safeParse(json);
  if (!parsed.success) {
    const field = String(parsed.error.issues[0]?.path[0] ?? '');
    return { id, error: HINT[field] ?? 'the line is no JSON object: write {"id": …, "question": …}' };
  }
  const { question, chat, asOf: written, language } = parsed.data;
  const asOf = written == null ? undefined : firstDay(written);
  if (written != null && (asOf === undefined || asOf > today)) return { id, error: `"${written}" is no day that has been: write "asOf" as YYYY-MM-DD` };
  return { id, chat: chat == null ? undefined : String(chat), question: { text: question, ...(asOf && { asOf }), ...(language != null && { language }) } };
}
