// Messages made to keep the engine busy, each as long as Telegram lets one be.
import type { Knowledge } from '../../src/knowledge/knowledge.ts';

const LONGEST = 4096;

function filled(parts: readonly string[], between = ' '): string {
  let text = '';
  for (let index = 0; text.length < LONGEST; index += 1) text += `${parts[index % parts.length]}${between}`;
  return text.slice(0, LONGEST);
}

/** The messages by what they strain. */
export function hostileMessages({ apps, topics }: Pick<Knowledge, 'apps' | 'topics'>): Readonly<Record<string, string>> {
  const names = [...apps.values()].map(({ name }) => name);
  const phrasings = [...topics.values()].flatMap((topic) => topic.phrasings.en ?? []);
  const slip = (name: string) => `${name.slice(0, 2)}${name.slice(3)}z`;
  return {
    'names only': filled(names),
    'misspelt names': filled(names.filter((name) => name.length > 7).map(slip)),
    'long words nobody knows': filled(Array.from({ length: 200 }, (_, index) => `${'encryptedmessages'.slice(index % 5)}${index.toString(36)}qx`)),
    'phrasings of all topics': filled(phrasings),
    'a sentence for each phrasing': filled(phrasings, '. '),
    'misspelt phrasings': filled(
      phrasings.map((text) => text.split(' ').map(slip).join(' ')),
      '! ',
    ),
    'one run of Chinese': filled(['端到端加密微信政府能看到吗'], ''),
    'words that are names': filled(['signal', 'line', 'wire', 'session', 'zoom', 'meet', 'threads', 'x']),
    dates: filled(['in 2016', 'before March 2021', 'since 5 April 2016', 'at the end of 2020']),
    'one word': 'a'.repeat(LONGEST),
    'marks on one letter': `e${'\u0301'.repeat(LONGEST - 1)}`,
    'compatibility forms': filled(['\uFDFA'], ''),
  };
}
