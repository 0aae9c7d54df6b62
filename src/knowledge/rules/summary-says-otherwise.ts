import type { TopicFile } from '../schema.ts';
import { tokenise, wordSet } from '../text.ts';
import { waivable } from './waivable.ts';

const NEGATIONS = wordSet('no not never none cannot isnt arent doesnt dont without neither nor nothing nobody lacks lacked lacking');
/** Words that take back what was said, so that a sentence holds both sides. */
const BUTS = wordSet('but only except unless although though however until before while whereas after yet than other instead outside apart');
/** A negation this many words before a term denies it. */
const REACH = 3;

/** How a sentence speaks of a term: it denies it, states it, or leaves it open, as one with two negations does. */
function stanceOn(sentence: readonly string[], terms: readonly (readonly string[])[]): 'yes' | 'no' | undefined {
  if (sentence.some((word) => BUTS.has(word)) || sentence.filter((word) => NEGATIONS.has(word)).length > 1) return undefined;
  for (const term of terms) {
    const at = sentence.findIndex((_, from) => term.every((word, offset) => sentence[from + offset] === word));
    if (at < 0) continue;
    if (sentence.slice(Math.max(0, at - REACH), at).some((word) => NEGATIONS.has(word))) return 'no';
    return sentence.some((word) => NEGATIONS.has(word)) ? undefined : 'yes';
  }
  return undefined;
}

function termsOf(topic: TopicFile): readonly (readonly string[])[] {
  return topic.names.map(tokenise).toSorted((a, b) => b.length - a.length);
}

/** The first sentence of a summary doesn't say the opposite of the verdict: "is not open source" under a yes. */
export const summarySaysOtherwise = waivable('summary-says-otherwise', ({ topic, finding: { verdict, summary } }, { data }) => {
  const about = data.topics[topic];
  if (!about || (verdict !== 'yes' && verdict !== 'no')) return undefined;
  const [first = ''] = summary.split(/(?<=[.!?])\s/u);
  const stance = stanceOn(tokenise(first), termsOf(about));
  if (stance === undefined || stance === verdict) return undefined;
  return { at: '.summary', fault: `says ${stance} where the verdict is "${verdict}"`, mend: 'make the first sentence say what the verdict says' };
});
