import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createAsk } from '../src/core/ask.ts';
import { TODAY } from './builders.ts';
import { ownKnowledge } from './support/knowledge.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

describe('README', () => {
  it('shows the answer as it really is', async () => {
    const [, question = ''] = /npm run ask -- "([^"]+)"/u.exec(README) ?? [];
    const [, shown] = /<!-- answer -->\n```\n([\s\S]*?)\n```\n<!-- \/answer -->/u.exec(README) ?? [];
    const { answer } = createAsk(await ownKnowledge())({ text: question }, { today: TODAY });
    expect(shown).toBe(answer.text);
  });

  it('names files that are there', () => {
    const links = [...README.matchAll(/\]\(([^)#]+)\)/gu)].map(([, path = '']) => path).filter((path) => !path.startsWith('http'));
    for (const path of links) expect(() => readFileSync(new URL(`../${path}${path === 'data' ? '/names.json' : ''}`, import.meta.url))).not.toThrow();
  });
});
