import { describe, expect, it } from '@jest/globals';
import { readTokens } from '../../../src/core/understand/tokens.ts';
import { tellsTrouble } from '../../../src/core/understand/trouble.ts';

describe('tellsTrouble', () => {
  it.each([
    'it does not send the login code',
    "it doesn't show all contacts",
    'it cannot find my location',
    'it fails to send the verification code',
    "can't log in to it",
    'i cannot receive the sms',
    "hello, it won't open on my phone",
    'it login issue',
    'the phone never gets the code',
  ])('hears a complaint in "%s"', (text) => {
    expect(tellsTrouble(readTokens(text))).toBe(true);
  });

  it.each([
    'does it not send my contacts',
    "doesn't it show my contacts",
    "it doesn't send my data to anyone",
    "it doesn't show my number",
    "it won't delete my account",
    'unable to delete my account on it',
    "it can't read my messages",
    "it doesn't encrypt group calls",
    'is it safe to log in with it',
    'privacy problem with it',
    'can it never find my location',
    '',
  ])('hears none in "%s"', (text) => {
    expect(tellsTrouble(readTokens(text))).toBe(false);
  });
});
