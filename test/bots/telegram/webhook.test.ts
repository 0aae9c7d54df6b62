import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { LogEntry } from '../../../src/bots/log.ts';
import { DEALT_WITH, MOST_COPIES, MOST_TRIES } from '../../../src/bots/telegram/updates.ts';
import { createWebhook, readWebhook, type WebhookPorts } from '../../../src/bots/telegram/webhook.ts';
import type { Kept } from '../../../src/state/kept.ts';
import { endAll, type Running, startMain } from '../../support/process.ts';
import { inMemory, telegramBots } from '../../support/telegram-bot.ts';
import { startTelegram, type TelegramServer, TOKEN } from '../../support/telegram-server.ts';
import { anInlineQuery, aText, PERSON, PRIVATE } from '../../support/telegram-updates.ts';

const { start } = await telegramBots();
const SECRET = 'a-secret-that-must-not-be-logged';
const URL_OF = 'https://bot.example/telegram';

const ending: (() => Promise<unknown>)[] = [];
const running: Running[] = [];
const logged: LogEntry[] = [];
afterEach(async () => {
  await endAll(running);
  for (const end of ending.splice(0).toReversed()) await end();
  const everything = JSON.stringify(logged.splice(0));
  for (const secret of [TOKEN, SECRET, String(PERSON.id), PERSON.first_name]) expect(everything).not.toContain(secret);
});

/** A port of this machine that nobody uses. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

interface Delivery {
  readonly secret?: string | null;
  readonly path?: string;
  readonly method?: string;
  readonly type?: string;
  readonly body?: string;
}

/** What was said back to a delivery. */
interface SaidBack {
  readonly status: number;
  readonly text: string;
}

/** Delivers something as Telegram would. */
async function bring(port: number, update: unknown, { secret = SECRET, path = '/telegram', method = 'POST', type = 'application/json', body }: Delivery = {}): Promise<SaidBack> {
  const headers = { 'content-type': type, ...(secret !== null && { 'x-telegram-bot-api-secret-token': secret }) };
  const sent = method === 'GET' ? {} : { body: body ?? JSON.stringify(update) };
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...sent });
  return { status: response.status, text: await response.text() };
}

/** The same; resolves to the status. */
async function deliver(port: number, update: unknown, delivery: Delivery = {}): Promise<number> {
  return (await bring(port, update, delivery)).status;
}

interface Started {
  readonly server: TelegramServer;
  readonly port: number;
  readonly stop: () => Promise<void>;
}

/** A bot that has told Telegram its address. */
async function begin({ server: given, kept = inMemory() }: { readonly server?: TelegramServer; readonly kept?: Kept } = {}): Promise<Started> {
  const server = given ?? (await startTelegram());
  if (!given) ending.push(server.close);
  const port = await freePort();
  const before = server.calls.filter(({ method }) => method === 'setWebhook').length;
  const bot = start(server, { kept, log: (entry) => logged.push(entry), webhook: { url: URL_OF, secret: SECRET, port } });
  const stop = async () => {
    bot.stop();
    await bot.ended;
  };
  ending.push(stop);
  await server.waitFor('setWebhook', before + 1);
  return { server, port, stop };
}

let nextId = 1;
const anUpdate = (text = 'is signal open source', chat: Readonly<Record<string, unknown>> = PRIVATE) => ({ update_id: nextId++, ...aText(text, { chat }) });
const sentBy = (server: TelegramServer) => server.calls.filter(({ method }) => method === 'sendMessage').length;

describe('the webhook', () => {
  it('tells Telegram its address and secret, answers what is delivered, and fetches nothing', async () => {
    const { server, port } = await begin();
    const [call] = await server.waitFor('setWebhook');
    expect(call?.body).toMatchObject({ url: URL_OF, secret_token: SECRET, allowed_updates: expect.arrayContaining(['message', 'inline_query']) });
    expect(await deliver(port, anUpdate())).toBe(200);
    expect([sentBy(server), server.calls.filter(({ method }) => method === 'getUpdates')]).toEqual([1, []]);
  });

  it.each<[string, Delivery, number]>([
    ['without the secret', { secret: null }, 401],
    ['with a wrong secret', { secret: `${SECRET}x` }, 401],
    ['to another path', { path: '/' }, 404],
    ['to the path in other signs', { path: '/tele%67ram' }, 404],
    ['to a path that can’t be read', { path: '/%zz' }, 404],
    ['by another method', { method: 'GET' }, 404],
    ['that is no JSON', { body: '{"update_id": 1,' }, 400],
    ['that is no update', { body: '{"hello": "you"}' }, 400],
    ['of another type', { type: 'text/plain' }, 415],
    ['that is far too large', { body: JSON.stringify({ update_id: 1, x: 'x'.repeat(1_100_000) }) }, 413],
  ])('refuses what comes %s', async (_, delivery, status) => {
    const { server, port } = await begin();
    expect(await deliver(port, anUpdate(), delivery)).toBe(status);
    expect(await deliver(port, anUpdate('/help'))).toBe(200);
    expect(sentBy(server)).toBe(1);
  });

  it('answers an update once that is delivered twice: at once, later, and after a restart', async () => {
    const kept = inMemory();
    const { server, port, stop } = await begin({ kept });
    const update = anUpdate();
    expect(await Promise.all([deliver(port, update), deliver(port, update)])).toEqual([200, 200]);
    expect(await deliver(port, update)).toBe(200);
    await stop();
    const again = await begin({ server, kept });
    expect(await deliver(again.port, update)).toBe(200);
    expect(sentBy(server)).toBe(1);
  });

  it('answers who types in the response itself, once, with what Telegram takes', async () => {
    const { server, port } = await begin();
    const update = { update_id: nextId++, ...anInlineQuery('wechat e2ee', '77') };
    const twice = await Promise.all([bring(port, update), bring(port, update)]);
    const [text = '', other] = twice.map((said) => said.text).toSorted((a, b) => b.length - a.length);
    expect([twice.map(({ status }) => status), other, (await bring(port, update)).text]).toEqual([[200, 200], '', '']);
    expect(server.calls.filter(({ method }) => method === 'answerInlineQuery')).toEqual([]);
    const { method, ...payload } = JSON.parse(text);
    expect([method, payload.inline_query_id]).toEqual(['answerInlineQuery', '77']);
    // Telegram treats it as a call: so does the server, which refuses what Telegram refuses.
    const called = await fetch(`${server.root}/bot${TOKEN}/${method}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(payload) });
    expect(await called.json()).toEqual({ ok: true, result: true });
  });

  it('lets Telegram deliver again what met a fault that passes, and gives up in the end', async () => {
    const { server, port } = await begin();
    const fault = { kind: 'error', code: 500, description: 'Internal Server Error' } as const;
    server.trouble('sendMessage', fault, fault);
    const update = anUpdate();
    expect([await deliver(port, update), await deliver(port, update), await deliver(port, update)]).toEqual([503, 503, 200]);
    expect(sentBy(server)).toBe(1);
    server.trouble('sendMessage', ...Array.from({ length: MOST_TRIES }, () => fault));
    const hopeless = anUpdate();
    const statuses: number[] = [];
    for (let time = 0; time < MOST_TRIES; time += 1) statuses.push(await deliver(port, hopeless));
    expect(statuses).toEqual([...Array.from({ length: MOST_TRIES - 1 }, () => 503), 200]);
    expect(logged.at(-1)).toMatchObject({ event: 'given-up' });
  });

  it('gives up sooner what may have arrived each time', async () => {
    const { server, port } = await begin();
    server.trouble('sendMessage', ...Array.from({ length: MOST_COPIES }, () => ({ kind: 'drop' as const })));
    const update = anUpdate();
    const statuses: number[] = [];
    for (let time = 0; time < MOST_COPIES; time += 1) statuses.push(await deliver(port, update));
    expect(statuses).toEqual([...Array.from({ length: MOST_COPIES - 1 }, () => 503), 200]);
    expect(logged.at(-1)).toMatchObject({ event: 'given-up' });
  });

  it('holds up nobody while one chat hangs', async () => {
    const { server, port } = await begin();
    server.trouble('sendMessage', { kind: 'hang' });
    const hanging = deliver(port, anUpdate('/help', { ...PRIVATE, id: 1 }));
    await server.waitFor('sendMessage:hang');
    expect(await deliver(port, anUpdate('is signal open source', { ...PRIVATE, id: 2 }))).toBe(200);
    expect(await hanging).toBe(503);
  });

  /** A receiver alone, without a bot behind it. */
  const receiver = async (handle: WebhookPorts['handle'], answered = inMemory().answeredUpdates) => {
    const port = await freePort();
    const never = { onAnnounceFailed: () => {}, onGivenUp: () => {}, backOff: () => 1 };
    let heard = () => {};
    const listening = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const webhook = createWebhook({ ...never, url: URL_OF, secret: SECRET, port, announce: async () => heard(), handle, answered, patience: 200 });
    const ended = webhook.run();
    const end = async () => {
      webhook.stop();
      await ended;
    };
    ending.push(end);
    await listening;
    return { port, end };
  };

  it('says back what is said once only, though the update comes again meanwhile', async () => {
    let come = 0;
    let release: () => void = () => {};
    const bothCame = new Promise<void>((resolve) => {
      release = resolve;
    });
    /** Is asked for each delivery before it is taken. */
    const has = () => {
      come += 1;
      if (come === 2) setImmediate(release);
      return false;
    };
    const { port } = await receiver(
      async (_, sayBack) => {
        sayBack('{"method":"answerInlineQuery"}');
        await bothCame;
        return DEALT_WITH;
      },
      { has, note: () => {} },
    );
    const update = anUpdate();
    const said = await Promise.all([bring(port, update), bring(port, update)]);
    expect(said.map(({ text }) => text).toSorted((a, b) => a.length - b.length)).toEqual(['', '{"method":"answerInlineQuery"}']);
  });

  it('answers one chat in its order', async () => {
    const handled: number[] = [];
    const release = new Map<number, () => void>();
    const begun = new Map<number, () => void>();
    const { port } = await receiver(async ({ update_id: id }) => {
      handled.push(id);
      begun.get(id)?.();
      await new Promise<void>((resolve) => release.set(id, resolve));
      return DEALT_WITH;
    });
    const [first, second, other] = [anUpdate('a'), anUpdate('b'), anUpdate('c', { ...PRIVATE, id: 7 })];
    const firstBegan = new Promise<void>((resolve) => begun.set(first.update_id, resolve));
    const otherBegan = new Promise<void>((resolve) => begun.set(other.update_id, resolve));
    const secondBegan = new Promise<void>((resolve) => begun.set(second.update_id, resolve));
    const one = deliver(port, first);
    await firstBegan;
    const two = deliver(port, second);
    const three = deliver(port, other);
    await otherBegan;
    expect(handled).toEqual([first.update_id, other.update_id]);
    release.get(first.update_id)?.();
    await secondBegan;
    for (const id of [second.update_id, other.update_id]) release.get(id)?.();
    expect(await Promise.all([one, two, three])).toEqual([200, 200, 200]);
  });

  it('takes nothing of a chat that Telegram wants to be left alone with, until it does', async () => {
    const handled: number[] = [];
    const { port } = await receiver(async ({ update_id: id }) => {
      handled.push(id);
      return handled.length === 1 ? { dealtWith: false, wait: 3_600_000, mayHaveArrived: false } : DEALT_WITH;
    });
    const [first, second, other] = [anUpdate('a'), anUpdate('b'), anUpdate('c', { ...PRIVATE, id: 7 })];
    expect([await deliver(port, first), await deliver(port, first), await deliver(port, second), await deliver(port, other)]).toEqual([503, 503, 503, 200]);
    expect(handled).toEqual([first.update_id, other.update_id]);
  });

  it('ends only when what is in hand is answered, though Telegram has hung up', async () => {
    const log: string[] = [];
    let begin: () => void = () => {};
    let release: () => void = () => {};
    const begun = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const { port, end } = await receiver(async () => {
      begin();
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      log.push('answered');
      return DEALT_WITH;
    });
    const caller = connect(port, '127.0.0.1');
    const body = JSON.stringify(anUpdate());
    caller.write(
      `POST /telegram HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\nx-telegram-bot-api-secret-token: ${SECRET}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await begun;
    caller.destroy();
    await once(caller, 'close');
    const ended = end().then(() => log.push('ended'));
    // Whoever doesn't wait has ended after so many turns of the loop.
    for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    release();
    await ended;
    expect(log).toEqual(['answered', 'ended']);
  });

  it('drops a connection that never says what it wants', async () => {
    const { port } = await receiver(async () => DEALT_WITH);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {});
    socket.resume();
    socket.write('POST /telegram HTTP/1.1\r\nHost: x\r\n');
    await once(socket, 'close');
    expect(await deliver(port, anUpdate())).toBe(200);
  });

  it('tries to tell its address until Telegram hears it', async () => {
    const server = await startTelegram();
    ending.push(server.close);
    server.trouble('setWebhook', { kind: 'error', code: 502, description: 'Bad Gateway' }, { kind: 'drop' });
    await begin({ server });
    expect(logged.filter(({ event }) => event === 'set-up-failed').length).toBeGreaterThanOrEqual(2);
  });
});

describe('the settings of the webhook', () => {
  it('are absent where no address is set', () => {
    expect(readWebhook({ url: undefined, secret: undefined, port: '80' })).toBeUndefined();
    expect(readWebhook({ url: URL_OF, secret: SECRET, port: undefined })).toEqual({ url: URL_OF, secret: SECRET, port: 8080 });
  });

  it.each([
    [{ url: 'http://bot.example/telegram', secret: SECRET, port: '80' }, /TELEGRAM_WEBHOOK_URL is no https address/u],
    [{ url: 'https://', secret: SECRET, port: '80' }, /TELEGRAM_WEBHOOK_URL is no https address/u],
    [{ url: URL_OF, secret: undefined, port: '80' }, /TELEGRAM_WEBHOOK_SECRET is missing/u],
    [{ url: URL_OF, secret: 'not so secret!', port: '80' }, /TELEGRAM_WEBHOOK_SECRET is missing or holds other signs/u],
    [{ url: URL_OF, secret: SECRET, port: 'http' }, /PORT is "http"/u],
    [{ url: URL_OF, secret: SECRET, port: '70000' }, /PORT is "70000"/u],
  ])('are refused with what is wrong: %j', (given, message) => {
    expect(() => readWebhook(given)).toThrow(message);
  });
});

describe('the process behind a webhook', () => {
  it('answers, and ends with what is in hand at SIGTERM', async () => {
    const state = mkdtempSync(join(tmpdir(), 'fineprint-state-'));
    ending.push(async () => rmSync(state, { recursive: true }));
    const server = await startTelegram();
    ending.push(server.close);
    const port = await freePort();
    const main = startMain({
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: server.root,
      FINEPRINT_STATE: state,
      TELEGRAM_WEBHOOK_URL: URL_OF,
      TELEGRAM_WEBHOOK_SECRET: SECRET,
      PORT: String(port),
    });
    running.push(main);
    await server.waitFor('setWebhook');
    expect(await deliver(port, anUpdate())).toBe(200);
    main.child.kill('SIGTERM');
    const { code, printed } = await main.ended;
    expect(code).toBe(0);
    for (const secret of [TOKEN, SECRET, 'signal']) expect(printed).not.toContain(secret);
  }, 60_000);

  it('says what is wrong with its settings, and ends', async () => {
    const main = startMain({ TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_WEBHOOK_URL: 'http://bot.example', TELEGRAM_WEBHOOK_SECRET: SECRET });
    running.push(main);
    const { code, printed } = await main.ended;
    expect([code, printed]).toEqual([1, expect.stringContaining('TELEGRAM_WEBHOOK_URL is no https address')]);
  }, 60_000);
});
