import { existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { endAll, type Running, startMain as start } from '../../support/process.ts';
import { startTelegram, type TelegramServer, TOKEN } from '../../support/telegram-server.ts';
import { aText, PERSON, PRIVATE } from '../../support/telegram-updates.ts';

const LONG = 60_000;
/** A file that can hold nothing. */
const FULL = '/dev/full';

let state: string;
let server: TelegramServer;
const running: Running[] = [];

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'fineprint-state-'));
  server = await startTelegram();
});
afterEach(async () => {
  await endAll(running);
  await server.close();
  rmSync(state, { recursive: true });
});

/** The bot as an operator starts it. */
function startMain(token = TOKEN, apiRoot = server.root, output: 'pipe' | number = 'pipe'): Running {
  const started = start({ TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot, FINEPRINT_STATE: state }, output);
  running.push(started);
  return started;
}

/** Questions of so many people; returns their chats. */
function askFrom(first: number, count: number): readonly number[] {
  const chats = Array.from({ length: count }, (_, index) => first + index);
  for (const id of chats) server.push(aText('is signal open source', { chat: { ...PRIVATE, id } }));
  return chats;
}

const answered = () => server.calls.filter(({ method }) => method === 'sendMessage').map(({ body }) => Number(body.chat_id));
/** Resolves when Telegram has been told that everything so far is answered. */
const allConfirmed = async () => {
  while (server.unconfirmed().length > 0) {
    const made = server.calls.filter(({ method }) => method === 'getUpdates').length;
    await server.waitFor('getUpdates', made + 1);
  }
};

describe('the process', () => {
  it(
    'loses no question when it is killed in a burst, and repeats none that was confirmed',
    async () => {
      const first = startMain();
      const before = askFrom(1, 40);
      await server.waitFor('sendMessage', 40);
      await allConfirmed();
      const during = askFrom(101, 30);
      await server.waitFor('sendMessage', 45);
      first.child.kill('SIGKILL');
      await first.ended;
      startMain();
      await allConfirmed();
      const chats = answered();
      expect(new Set(chats)).toEqual(new Set([...before, ...during]));
      expect(chats.filter((chat) => chat <= 40)).toHaveLength(40);
    },
    LONG,
  );

  (existsSync(FULL) ? it : it.skip)(
    `answers on where its log can’t be written, and ends well (needs ${FULL})`,
    async () => {
      const { child, ended } = startMain(TOKEN, server.root, openSync(FULL, 'w'));
      askFrom(1, 2);
      await server.waitFor('sendMessage', 2);
      await allConfirmed();
      child.kill('SIGTERM');
      expect(await ended).toEqual({ code: 0, printed: '' });
    },
    LONG,
  );

  it(
    'finishes what is in hand on SIGTERM, ends well, and logs and keeps nothing of anybody',
    async () => {
      const { child, ended } = startMain();
      const chats = askFrom(901, 20);
      await server.waitFor('sendMessage');
      child.kill('SIGTERM');
      const { code, printed } = await ended;
      expect(code).toBe(0);
      expect(new Set(answered())).toEqual(new Set(chats));
      expect(server.unconfirmed()).toEqual([]);
      const kept = readFileSync(join(state, 'answered-updates.txt'), 'utf8');
      expect(readdirSync(state)).toEqual(['answered-updates.txt']);
      expect(kept).toMatch(/^(?:\d+\n)+$/u);
      for (const secret of [TOKEN, PERSON.first_name, PERSON.username, 'signal', '"901"', ':901']) expect(printed + kept).not.toContain(secret);
      expect(printed).toContain('"event":"started"');
    },
    LONG,
  );

  it(
    'waits for a server that is away',
    async () => {
      const port = Number(new URL(server.root).port);
      await server.close();
      startMain(TOKEN, `http://127.0.0.1:${port}`);
      server = await startTelegram({ port });
      askFrom(1, 1);
      expect(await server.waitFor('sendMessage')).toHaveLength(1);
    },
    LONG,
  );

  it(
    'does not start with a refused token, and says so in one line without it',
    async () => {
      const { code, printed } = await startMain('999:refused').ended;
      expect([code, printed]).toEqual([1, 'Telegram refuses TELEGRAM_BOT_TOKEN: copy the token again from @BotFather\n']);
    },
    LONG,
  );

  it.each(['bot.example', 'http://', 'file:///tmp'])(
    'does not start with a server’s address that is none, and says how to mend it: %s',
    async (root) => {
      const { code, printed } = await startMain(TOKEN, root).ended;
      expect([code, printed]).toEqual([1, 'TELEGRAM_API_ROOT is no address: write the whole one, such as http://127.0.0.1:8081, or leave it out\n']);
    },
    LONG,
  );
});
