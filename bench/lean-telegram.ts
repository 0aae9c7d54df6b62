import { createServer, type ServerResponse } from 'node:http';
import { ME, TOKEN } from '../test/support/telegram-server.ts';
import { aText } from '../test/support/telegram-updates.ts';
import { type LeanServer, MIX } from './measure.ts';

const MOST = 100;

/** A Bot API server whose answers take so many milliseconds: every question comes from a chat of its own, whose id is its number. */
export async function leanTelegram(latency = 0): Promise<LeanServer> {
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

  const http = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => {
      const method = request.url?.slice(request.url.lastIndexOf('/') + 1);
      if (method === 'sendMessage') sendMessage(body, response);
      else if (method === 'getUpdates') getUpdates(JSON.parse(body), response);
      else say(response, method === 'getMe' ? ME : true);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  const server: LeanServer = {
    env: { TELEGRAM_BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: `http://127.0.0.1:${port}` },
    ask: (number) => {
      queue.push({ update_id: number, ...aText(MIX[number % MIX.length] ?? '', { chat: { id: number, type: 'private', first_name: 'x' } }) });
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
