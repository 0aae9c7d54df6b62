import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aQuestion, CHANNEL, PERSON } from '../../support/discord-interactions.ts';
import { type DiscordServer, startDiscord, TOKEN } from '../../support/discord-server.ts';
import { endAll, type Running, startMain as start } from '../../support/process.ts';
import { startTelegram, TOKEN as TELEGRAM_TOKEN } from '../../support/telegram-server.ts';
import { aText } from '../../support/telegram-updates.ts';

const LONG = 60_000;

let state: string;
let server: DiscordServer;
const running: Running[] = [];

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'fineprint-state-'));
  server = await startDiscord();
});
afterEach(async () => {
  await endAll(running);
  await server.close();
  rmSync(state, { recursive: true });
});

/** The program as an operator starts it for Discord, and for more. */
function startMain(more: Readonly<Record<string, string>> = {}): Running {
  const started = start({ DISCORD_TOKEN: TOKEN, DISCORD_API_ROOT: server.root, FINEPRINT_STATE: state, ...more });
  running.push(started);
  return started;
}

describe('the process', () => {
  it(
    'finishes what is in hand on SIGTERM, ends well, and logs nothing of anybody',
    async () => {
      const { child, ended } = startMain();
      await server.waitFor('identify');
      for (let count = 0; count < 20; count += 1) server.push(aQuestion('is signal open source'));
      await server.waitFor('callback');
      child.kill('SIGTERM');
      const { code, printed } = await ended;
      expect(code).toBe(0);
      expect(server.calls.filter(({ method }) => method === 'callback')).toHaveLength(20);
      for (const secret of [TOKEN, PERSON.id, PERSON.username, PERSON.global_name, CHANNEL, 'signal', 'interaction-token']) expect(printed).not.toContain(secret);
      expect(printed).toContain('"event":"started"');
    },
    LONG,
  );

  it.each([
    ['the REST server refuses', () => startMain({ DISCORD_TOKEN: 'refused' })],
    [
      'the gateway refuses',
      async () => {
        await server.close();
        server = await startDiscord({ refuse: 4004 });
        return startMain();
      },
    ],
  ])(
    'does not start with a token that %s, and says so in one line without it',
    async (_, begin) => {
      const { code, printed } = await (await begin()).ended;
      const told = printed.split('\n').filter((line) => !line.startsWith('{') && line !== '');
      expect([code, told]).toEqual([1, ['Discord refuses DISCORD_TOKEN: reset the token on the Bot page of the Developer Portal, and copy it again']]);
    },
    LONG,
  );

  it.each(['token\n', 'token\r', '“token”', 'to ken'])(
    'does not start with what can be no token (%j), and says so in one line without it',
    async (token) => {
      const { code, printed } = await startMain({ DISCORD_TOKEN: token }).ended;
      expect([code, printed.split('\n').filter((line) => line !== '')]).toEqual([1, [expect.stringMatching(/^DISCORD_TOKEN is no token: /u)]]);
      expect(server.calls).toEqual([]);
    },
    LONG,
  );

  it(
    'takes an address with a slash at its end',
    async () => {
      startMain({ DISCORD_API_ROOT: `${server.root}/` });
      await server.waitFor('identify');
    },
    LONG,
  );

  it.each([
    ['by its REST server', undefined, { DISCORD_TOKEN: 'refused' }],
    ['by its gateway', 4004, {}],
  ] as const)(
    "keeps on answering in Telegram where Discord refuses the token %s, and that platform's end is told at once",
    async (_, refuse, more) => {
      const telegram = await startTelegram();
      await server.close();
      server = await startDiscord(refuse === undefined ? {} : { refuse });
      try {
        const { child, ended } = startMain({ ...more, TELEGRAM_BOT_TOKEN: TELEGRAM_TOKEN, TELEGRAM_API_ROOT: telegram.root });
        if (refuse !== undefined) await server.waitFor('disconnect');
        telegram.push(aText('is signal open source'));
        await telegram.waitFor('sendMessage');
        child.kill('SIGTERM');
        const { code, printed } = await ended;
        expect([code, printed.includes('Discord refuses DISCORD_TOKEN')]).toEqual([1, true]);
        expect(server.calls.filter(({ method }) => method === 'connect')).toHaveLength(refuse === undefined ? 0 : 1);
      } finally {
        await telegram.close();
      }
    },
    LONG,
  );
});
