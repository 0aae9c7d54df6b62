import { createServer, type ServerResponse } from 'node:http';
import { createServer as createNetServer } from 'node:net';
import { request } from 'undici';
import { ME, TOKEN } from '../test/support/telegram-server.ts';
import { anInlineQuery, aText } from '../test/support/telegram-updates.ts';
import { type LeanServer, MIX } from './measure.ts';

const MOST = 100;
const SECRET = 'a-secret-of-the-bench';

/** How long its answers take, in milliseconds; whether the bot fetches updates or is brought them; what people do. */
interface Ways {
  readonly latency?: number;
  readonly delivers?: boolean;
  readonly what?: 'writing' | 'typing inline';
}

/** A port that nobody listens on. */
async function freePort(): Promise<number> {
  const probe = createNetServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A Bot API server: every question comes from a chat of its own, whose id is its number. */
export async function leanTelegram({ latency = 0, delivers = false, what = 'writing' }: Ways = {}): Promise<LeanServer> {
  const door = delivers ? await freePort() : 0;
  /** Resolves when the bot has said where it wants its updates. */
  let announced: () => void = () => {};
  const open = new Promise<void>((resolve) => {
    announced = resolve;
  });
  let queue: { readonly update_id: number }[] = [];
  let waiting: { readonly response: ServerResponse; readonly timer: NodeJS.Timeout } | undefined;

  const say = (response: ServerResponse, result: unknown) => {
    const body = JSON.stringify({ ok: true, result });
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  };
  const deliver = () => {
    if (!waiting) return;
    const { response, timer } = waiting;
    clearTimeout(timer);
    waiting = undefined;
    say(response, queue.slice(0, MOST));
  };
  const getUpdates = ({ offset = 0, timeout = 0 }: { readonly offset?: number; readonly timeout?: number }, response: ServerResponse) => {
    queue = queue.filter(({ update_id: id }) => id >= offset);
    waiting = { response, timer: setTimeout(deliver, timeout * 1000) };
    if (queue.length > 0 || timeout === 0) deliver();
  };
  const sendMessage = (body: string, response: ServerResponse) => {
    const chat = Number(/"chat_id":(\d+)/u.exec(body)?.[1]);
    const result = { message_id: chat + 5000, date: 1, chat: { id: chat, type: 'private', first_name: 'x' }, text: '…' };
    const answer = () => {
      say(response, result);
      server.onAnswer(chat);
    };
    if (latency === 0) answer();
    else setTimeout(answer, latency);
  };

  const answerInline = (body: string, response: ServerResponse) => {
    say(response, true);
    server.onAnswer(Number(/"inline_query_id":"(\d+)"/u.exec(body)?.[1]));
  };
  const bring = async (update: unknown) => {
    await open;
    const { body } = await request(`http://127.0.0.1:${door}/telegram`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': SECRET },
      body: JSON.stringify(update),
    });
    await body.dump();
  };

  const serve = (method: string | undefined, body: string, response: ServerResponse) => {
    if (method === 'setWebhook') announced();
    if (method === 'sendMessage') sendMessage(body, response);
    else if (method === 'answerInlineQuery') answerInline(body, response);
    else if (method === 'getUpdates') getUpdates(JSON.parse(body), response);
    else say(response, method === 'getMe' ? ME : true);
  };

  const http = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (part: string) => {
      body += part;
    });
    incoming.on('end', () => serve(incoming.url?.slice(incoming.url.lastIndexOf('/') + 1), body, response));
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const server: LeanServer = {
    env: {
      TELEGRAM_BOT_TOKEN: TOKEN,
      TELEGRAM_API_ROOT: `http://127.0.0.1:${port}`,
      ...(delivers && { TELEGRAM_WEBHOOK_URL: 'https://bot.example/telegram', TELEGRAM_WEBHOOK_SECRET: SECRET, PORT: String(door) }),
    },
    ask: (number) => {
      const text = MIX[number % MIX.length] ?? '';
      const inline = what === 'typing inline' && anInlineQuery(text, String(number));
      const update = { update_id: number, ...(inline || aText(text, { chat: { id: number, type: 'private', first_name: 'x' } })) };
      if (delivers) return void bring(update).catch(() => {});
      queue.push(update);
      deliver();
    },
    onAnswer: () => {},
    close: () =>
      new Promise((resolve) => {
        clearTimeout(waiting?.timer);
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}
