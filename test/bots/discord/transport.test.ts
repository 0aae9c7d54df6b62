import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Agent } from 'undici';
import { createTransport } from '../../../src/bots/discord/transport.ts';

const ending: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end();
});

/** Makes a call to a server that answers in one way. */
async function callTo(answer: (response: ServerResponse) => void) {
  const server = createServer((_, response) => answer(response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const agent = new Agent();
  ending.push(async () => {
    await agent.destroy();
    server.close();
    await once(server, 'close');
  });
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/api/v10/x?y=1`;
  return createTransport(agent, 1000)(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
}

describe('a call of Discord’s API', () => {
  it('brings headers whatever bytes are in them', async () => {
    const { headers } = await callTo((response) => response.writeHead(200, { 'x-name': 'caf\u00e9', 'retry-after': '7' }).end());
    expect([headers.get('X-Name'), headers.get('Retry-After')]).toEqual(['caf\u00e9', '7']);
  });

  it.each([
    ['', {}],
    ['null', {}],
    ['[{"a":1}]', [{ a: 1 }]],
  ])('brings JSON, and an object without fields for nothing: "%s"', async (text, wanted) => {
    const answer = await callTo((response) => response.writeHead(400, { 'content-type': 'application/json' }).end(text));
    expect([answer.ok, answer.status, await answer.json()]).toEqual([false, 400, wanted]);
  });

  it.each([301, 304, 307])('fails where it is answered with %d, which discord.js takes for a success', async (status) => {
    await expect(callTo((response) => response.writeHead(status, { location: '/' }).end())).rejects.toThrow(TypeError);
  });
});
