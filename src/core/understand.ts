import type { Day } from '../knowledge/days.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { tokenise } from '../knowledge/text.ts';
import type { Query } from './query.ts';
import type { Memory, Question } from './question.ts';
import { decide } from './understand/intent.ts';
import { createReader } from './understand/reading.ts';
import { createTopicRecogniser, type TopicRecogniser } from './understand/topics.ts';
import { noteWords } from './understand/words.ts';

/** Makes a query of a question: whom it names, what it asks of them, and for when. */
export type Understand = (question: Question, memory: Memory, today: Day) => Query;

/** The recogniser of all topics and intents. */
export function recogniserOf(knowledge: Knowledge): TopicRecogniser {
  noteWords([...knowledge.apps.values(), ...knowledge.names].flatMap(({ name, aliases }) => [name, ...aliases.map((alias) => alias.name)]).flatMap(tokenise));
  const companies = new Set([...knowledge.apps.values()].flatMap(({ vendor }) => tokenise(vendor.name)));
  return createTopicRecogniser(knowledge, new Set(knowledge.words), companies);
}

/** Makes `understand` over a knowledge base. */
export function createUnderstand(knowledge: Knowledge): Understand {
  const read = createReader(knowledge, recogniserOf(knowledge));
  return (question, memory, today) => decide(read(question, memory, today), memory);
}
