import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { anAutocomplete, aQuestion, PERSON } from '../test/support/discord-interactions.ts';
import { APP_ID, ME, TOKEN } from '../test/support/discord-server.ts';
import { type LeanServer, MIX } from './measure.ts';

const TYPED = ['', 's', 'sig', 'wats', 'telegarm', '微信', 'zzzz'];
const FIRST_ID = 1_000_000;
const FIRST_PERSON = 900_000_000_000_000_000n;

/** A Discord, REST and gateway, in which somebody else asks or types each time; an interaction's id tells its number. */
export async function leanDiscord(what: 'asking' | 'typing'): Promise<LeanServer> {
  let socket: WebSocket | undefined;
  let sequence = 0;
  const waiting: string[] = [];
  const dispatch = (t: string, d: unknown) => {
    sequence += 1;
    const event = JSON.stringify({ op: 0, t, s: sequence, d });
    if (socket) socket.send(event);
    else waiting.push(event);
  };

  const http = createServer((request, response) => {
    request.resume();
    const [, id] = /\/interactions\/(\d+)\//u.exec(request.url ?? '') ?? [];
    if (id !== undefined) {
      response.writeHead(204).end();
      server.onAnswer(Number(id) - FIRST_ID);
      return;
    }
    const limits = { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 };
    const body = request.url?.includes('/gateway/bot') ? { url: `ws://127.0.0.1:${portOf()}`, shards: 1, session_start_limit: limits } : [];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const portOf = () => {
    const address = http.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const sockets = new WebSocketServer({ server: http });
  sockets.on('connection', (connection) => {
    connection.send(JSON.stringify({ op: 10, d: { heartbeat_interval: 45_000 } }));
    connection.on('message', (raw) => {
      const { op } = JSON.parse(String(raw));
      if (op === 1) connection.send(JSON.stringify({ op: 11 }));
      if (op !== 2) return;
      socket = connection;
      dispatch('READY', { v: 10, user: ME, guilds: [], session_id: 's', resume_gateway_url: `ws://127.0.0.1:${portOf()}`, shard: [0, 1], application: { id: APP_ID, flags: 0 } });
      for (const event of waiting.splice(0)) socket.send(event);
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  const server: LeanServer = {
    env: { DISCORD_TOKEN: TOKEN, DISCORD_API_ROOT: `http://127.0.0.1:${portOf()}` },
    ask: (number) => {
      const from = { user: { ...PERSON, id: String(FIRST_PERSON + BigInt(number)) } };
      const typed = anAutocomplete('app', { name: TYPED[number % TYPED.length] ?? '' }, 'name', from);
      const interaction = what === 'typing' ? typed : aQuestion(MIX[number % MIX.length] ?? '', from);
      dispatch('INTERACTION_CREATE', { ...interaction, id: String(FIRST_ID + number), application_id: APP_ID, token: `token-${number}`, version: 1 });
    },
    onAnswer: () => {},
    close: () =>
      new Promise((resolve) => {
        for (const one of sockets.clients) one.terminate();
        sockets.close();
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}
