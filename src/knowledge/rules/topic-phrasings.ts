import type { Problem } from '../problem.ts';
import { contentStems, stem, tokenise } from '../text.ts';
import type { Rule } from './rule.ts';

/** How many English phrasings a topic needs, and of which kinds. Measured: 3 to 13 phrasings took recognition from 61 to 90 %. */
const ALL = 25;
const WITHOUT_NAME = 8;
const SHORT = 5;
const SHORT_WORDS = 3;

/** What is the same for two phrasings that teach the same: function words tell too ("what do they do with my data"), their order doesn't. */
function keyOf(phrasing: string): string {
  return [...new Set(tokenise(phrasing).map(stem))].toSorted((a, b) => a.localeCompare(b, 'en')).join(' ');
}

/** A topic is known by enough English phrasings that differ in their words, with the short and the oblique ones among them. */
export const topicPhrasings: Rule = ({ data }) => {
  const seen = new Map<string, string>();
  return Object.entries(data.topics).flatMap(([id, { name, phrasings }]): readonly Problem[] => {
    const file = `topics/${id}.json`;
    const path = 'phrasings.en';
    const english = phrasings.en ?? [];
    const nameStems = new Set([...contentStems(name), ...contentStems(id.replaceAll('-', ' '))]);
    const twins = english.flatMap((phrasing, index): readonly Problem[] => {
      const key = keyOf(phrasing);
      const first = seen.get(key);
      seen.set(key, `${id}: "${phrasing}"`);
      if (contentStems(phrasing).length === 0)
        return [{ file, path: `${path}[${index}]`, fault: `"${phrasing}" has no word that carries meaning`, mend: 'word it with a noun or verb of the topic' }];
      if (first === undefined) return [];
      return [{ file, path: `${path}[${index}]`, fault: `"${phrasing}" has the same words as ${first}`, mend: 'word it differently or leave it out' }];
    });
    const oblique = english.filter((phrasing) => !contentStems(phrasing).some((word) => nameStems.has(word))).length;
    const short = english.filter((phrasing) => phrasing.split(/\s+/u).length <= SHORT_WORDS).length;
    const counts: readonly (readonly [number, number, string])[] = [
      [english.length, ALL, 'English phrasings'],
      [oblique, WITHOUT_NAME, "English phrasings without a word of the topic's name or id"],
      [short, SHORT, 'English phrasings of under four words'],
    ];
    const lacking = counts
      .filter(([has, least]) => has < least)
      .map(([has, least, what]) => ({ file, path, fault: `has ${has} ${what}`, mend: `bring it to ${least}: collect how people really ask it` }));
    return [...twins, ...lacking];
  });
};
