import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Api, HttpError } from 'grammy';
import { createTransport } from '../../../src/bots/telegram/transport.ts';

type Answer = (body: string, response: ServerResponse) => void;

const servers: Server[] = [];

/** A server that answers every call in one way, and an API that calls it. */
async function callsTo(answer: Answer, callSeconds = 15): Promise<{ readonly api: Api; readonly paths: readonly string[] }> {
  const paths: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    paths.push(request.url ?? '');
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => {
      body += part;
    });
    request.on('end', () => answer(body, response));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const api = new Api('12:token');
  api.config.use(createTransport({ token: '12:token', apiRoot: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/root`, callSeconds }));
  return { api, paths };
}

const echo: Answer = (body, response) => response.end(`{"ok":true,"result":${body}}`);

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

describe('a call of the Bot API', () => {
  it('goes to the method under the root and brings back what the server says', async () => {
    const { api, paths } = await callsTo((_, response) => response.end('{"ok":true,"result":{"id":7,"is_bot":true}}'));
    expect(await api.getMe()).toEqual({ id: 7, is_bot: true });
    expect(paths).toEqual(['/root/bot12:token/getMe']);
  });

  it('carries whatever JSON can say, the same the second time', async () => {
    const { api } = await callsTo(echo);
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.string({ minLength: 1, maxLength: 8 }).filter((key) => /^\w+$/u.test(key) && key !== '__proto__'),
          fc.jsonValue({ noUnicodeString: false }),
        ),
        async (other) => {
          const payload = { chat_id: 1, text: 'é 𝄞 "\n', other, gone: undefined };
          const { gone: _, ...rest } = payload;
          const wanted: unknown = JSON.parse(JSON.stringify(rest));
          expect(await api.raw.sendMessage(payload)).toEqual(wanted);
          expect(await api.raw.sendMessage(payload)).toEqual(wanted);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('is put together from whatever pieces it comes in', async () => {
    const { api } = await callsTo((_, response) => {
      const whole = Buffer.from('{"ok":true,"result":"€ and 𝄞"}');
      response.write(whole.subarray(0, 22));
      setImmediate(() => response.end(whole.subarray(22)));
    });
    expect(await api.raw.getMyName({})).toBe('€ and 𝄞');
  });

  it.each<[string, Answer]>([
    ['a refusal has no number', (_, response) => response.writeHead(403).end('{"ok":false,"error_code":"403","description":"Forbidden"}')],
    ['no JSON comes', (_, response) => response.end('<html>Bad Gateway</html>')],
    ['the connection breaks', (_, response) => response.destroy()],
    ['half of the answer comes', (_, response) => response.writeHead(200, { 'content-length': 100 }).write('{"ok":', () => response.destroy())],
  ])('fails as one of the network where %s', async (_, answer) => {
    const { api } = await callsTo(answer);
    await expect(api.getMe()).rejects.toThrow(HttpError);
  });

  it('fails when its time is up, and tells Telegram’s own word on a refusal', async () => {
    const { api } = await callsTo(() => {}, 0.05);
    await expect(api.getMe()).rejects.toThrow(HttpError);
    const { api: refused } = await callsTo((_, response) => response.writeHead(403).end('{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked"}'));
    await expect(refused.sendMessage(1, 'x')).rejects.toMatchObject({ error_code: 403, method: 'sendMessage' });
  });

  it.each(['before', 'after'])('ends at once when it is aborted %s it has begun', async (when) => {
    const controller = new AbortController();
    const { api } = await callsTo(() => controller.abort());
    if (when === 'before') controller.abort();
    await expect(api.getUpdates({}, controller.signal as never)).rejects.toThrow(HttpError);
  });
});
