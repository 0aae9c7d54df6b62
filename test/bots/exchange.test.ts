import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Pool } from 'undici';
import { type Bounds, exchange } from '../../src/bots/exchange.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

/** A server that does one thing with every request, and a way to it over so many connections. */
async function aLine(serve: (response: ServerResponse) => void, connections = 1) {
  const seen: ServerResponse[] = [];
  const server = createServer((_, response) => {
    seen.push(response);
    serve(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const pool = new Pool(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`, { connections });
  ending.push(async () => {
    await pool.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { seen, server, ask: (bounds: Bounds = {}) => exchange(pool, { path: '/', method: 'POST', body: 'x' }, bounds) };
}

describe('an exchange', () => {
  it('brings the whole body, however it comes, and the headers as they are', async () => {
    const { ask } = await aLine((response) => {
      response.writeHead(201, { 'x-name': 'a' });
      for (const piece of ['one ', 'two ']) response.write(piece);
      response.end('three');
    });
    const { status, headers, body } = await ask();
    expect([status, String(body), headers.map(String).includes('x-name')]).toEqual([201, 'one two three', true]);
  });

  it('hangs up when it is aborted', async () => {
    const stopping = new AbortController();
    const { ask, seen } = await aLine(() => stopping.abort());
    await expect(ask({ signal: stopping.signal })).rejects.toMatchObject({ code: 'UND_ERR_ABORTED' });
    const [response] = seen;
    if (response && !response.closed) await once(response, 'close');
    expect(response?.writableEnded).toBe(false);
  });

  it('asks nothing where it was aborted before', async () => {
    const { ask, seen } = await aLine((response) => response.end());
    await expect(ask({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'UND_ERR_ABORTED' });
    await ask();
    expect(seen).toHaveLength(1);
  });

  it('gives up on an answer that stays away, and counts from when a connection has taken it', async () => {
    const { ask, seen } = await aLine((response) => {
      if (seen.length !== 3) setTimeout(() => response.end(), 60);
    });
    const answers = await Promise.allSettled([ask({ ms: 100 }), ask({ ms: 100 }), ask({ ms: 100 })]);
    expect(answers.map((answer) => (answer.status === 'fulfilled' ? answer.value.status : answer.reason.code))).toEqual([200, 200, 'UND_ERR_HEADERS_TIMEOUT']);
  });
});
