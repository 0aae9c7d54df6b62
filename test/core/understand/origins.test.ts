import { describe, expect, it } from '@jest/globals';
import { createOriginReader } from '../../../src/core/understand/origins.ts';
import { readTokens } from '../../../src/core/understand/tokens.ts';
import { ownKnowledge } from '../../support/knowledge.ts';

const read = createOriginReader(await ownKnowledge());

describe('where a company is to be from', () => {
  it.each<[string, string | null, boolean, string]>([
    ['encrypted email not from the US', 'US', true, 'encrypted email'],
    ['swiss vpn without logs', 'CH', false, 'vpn without logs'],
    ['messengers based in germany', 'DE', false, 'messengers'],
    ['european messengers', '150', false, 'messengers'],
    ['vpn outside of the five eyes', null, false, 'vpn outside of the five eyes'],
    ['non us based vpn', 'US', true, 'vpn'],
    ['vpn with servers in sweden', null, false, 'vpn with servers in sweden'],
    ['messengers that the chinese government cannot read', null, false, 'messengers that the chinese government cannot read'],
    ['what do they tell us', null, false, 'what do they tell us'],
  ])('%s', (question, place, not, rest) => {
    const told = read(readTokens(question));
    expect([told.origin?.place ?? null, told.origin?.not ?? false, told.rest.map(({ text }) => text).join(' ')]).toEqual([place, not, rest.toLowerCase()]);
  });
});
