import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

type Fields = Readonly<Record<string, unknown>>;

/** What the bot did: `commands`, `set-commands`, `callback` or `follow-up`; `connect`, `identify`, `resume` or `disconnect` at the gateway; `refused` where Discord took it badly. */
export interface Call {
  readonly method: string;
  readonly body: Fields;
}

/** What the server does with a call in place of answering it. */
export type Trouble =
  | { readonly kind: 'error'; readonly status: number; readonly code: number; readonly retryAfter?: number | string }
  /** Answers with something that isn't Discord's. */
  | { readonly kind: 'foreign'; readonly status: number; readonly type: string; readonly text: string }
  | { readonly kind: 'drop' }
  /** Takes the call and never answers. */
  | { readonly kind: 'hang' }
  /** Takes the call and never answers in full: the body stays away. */
  | { readonly kind: 'stall' }
  /** Does what was asked, and drops or resets the connection before it says so. */
  | { readonly kind: 'lose-answer'; readonly reset?: true };

/** Where in the conversation the gateway says nothing more, until it is told to. */
export type Silence = 'hello' | 'ready' | 'goodbye';

/** A small Discord for one app: REST and gateway, which keeps Discord's rules and refuses what Discord refuses. */
export interface DiscordServer {
  readonly root: string;
  readonly calls: readonly Call[];
  /** Sends an interaction over the gateway, once somebody listens; returns its id. */
  readonly push: (interaction: Fields, id?: string) => string;
  /** Resolves with the first calls of a method, as soon as there are so many. */
  readonly waitFor: (method: string, count?: number) => Promise<readonly Call[]>;
  /** The next calls of a method meet trouble, one after the other. */
  readonly trouble: (method: string, ...troubles: readonly Trouble[]) => void;
  /** What trouble was still to come does not. */
  readonly calm: () => void;
  /** Sends an event of the gateway itself, such as op 7, or closes the connection. */
  readonly gateway: {
    readonly send: (payload: Fields) => void;
    readonly close: (code: number) => void;
    readonly acknowledge: (does: boolean) => void;
    /** Refuses so many connections more, with a status of HTTP. */
    readonly turnAway: (count: number) => void;
    readonly silent: (where?: Silence) => void;
    /** The address that is given from now on; none for its own. */
    readonly moveTo: (address?: string) => void;
    /** How many are connected. */
    readonly connections: () => number;
  };
  readonly close: () => Promise<void>;
}

export const TOKEN = 'MTIzNDU2.discord-token-that-must-not-be-logged';
export const APP_ID = '123456789012345678';
export const ME = { id: APP_ID, username: 'Fineprint', discriminator: '0', global_name: null, avatar: null, bot: true };
const EPHEMERAL = 64;
const SUPPRESS_EMBEDS = 4;
const V2 = 32_768;

class Refusal extends Error {}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fieldsOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

function refuseUnless(holds: boolean, what: string): void {
  if (!holds) throw new Refusal(what);
}

const lengthOf = (value: unknown) => (typeof value === 'string' ? value.length : 0);
const within = (value: unknown, least: number, most: number) => lengthOf(value) >= least && lengthOf(value) <= most;

function checkSelect({ options, placeholder }: Fields): void {
  const choices = fieldsOf(options);
  refuseUnless(choices.length >= 1 && choices.length <= 25, 'a menu has 1 to 25 options');
  refuseUnless(lengthOf(placeholder) <= 150, 'placeholder too long');
  refuseUnless(new Set(choices.map(({ value }) => value)).size === choices.length, 'option values repeat');
  for (const { label, value } of choices) refuseUnless(within(label, 1, 100) && within(value, 1, 100), 'option too long');
}

function checkRow({ components }: Fields): void {
  const parts = fieldsOf(components);
  const buttons = parts.filter(({ type }) => type === 2);
  refuseUnless(parts.length >= 1 && (buttons.length === parts.length ? parts.length <= 5 : parts.length === 1), 'a row has five buttons or one menu');
  for (const part of parts) {
    refuseUnless(within(part.custom_id, 1, 100), 'custom_id of 1 to 100 characters');
    if (part.type === 2) refuseUnless(within(part.label, 1, 80) && [1, 2, 3, 4].includes(Number(part.style)), 'a button needs a label and a style');
    else if (part.type === 3) checkSelect(part);
    else throw new Refusal(`component ${String(part.type)} in a row`);
  }
}

function everyPart(parts: readonly Fields[]): readonly Fields[] {
  return parts.flatMap((part) => [part, ...everyPart(fieldsOf(part.components))]);
}

function checkTop(part: Fields): void {
  if (part.type === 1) checkRow(part);
  else if (part.type === 10) refuseUnless(within(part.content, 1, 4000), 'text of 1 to 4,000 characters');
  else if (part.type === 17) {
    refuseUnless(fieldsOf(part.components).length >= 1, 'an empty container');
    refuseUnless(part.accent_color === undefined || Number(part.accent_color) <= 0xffffff, 'accent_color');
    for (const child of fieldsOf(part.components)) {
      refuseUnless(child.type !== 17, 'a container in a container');
      checkTop(child);
    }
  } else throw new Refusal(`component ${String(part.type)}`);
}

/** What everything of a message that is read counts together. */
function textOf(parts: readonly Fields[]): number {
  return everyPart(parts)
    .flatMap((part) => [part, ...fieldsOf(part.options)])
    .reduce((sum, { content, label, placeholder }) => sum + lengthOf(content) + lengthOf(label) + lengthOf(placeholder), 0);
}

function checkMessage(message: Fields): void {
  const flags = Number(message.flags ?? 0);
  refuseUnless((flags & ~(EPHEMERAL | SUPPRESS_EMBEDS | V2)) === 0, 'flags');
  refuseUnless((flags & V2) !== 0, 'this app sends Components V2 only');
  refuseUnless(!message.content && fieldsOf(message.embeds).length === 0, 'content and embeds do not go with Components V2');
  const parts = fieldsOf(message.components);
  const all = everyPart(parts);
  refuseUnless(parts.length >= 1 && all.length <= 40, '1 to 40 components');
  for (const part of parts) checkTop(part);
  const ids = all.flatMap(({ custom_id: id }) => (id === undefined ? [] : [id]));
  refuseUnless(new Set(ids).size === ids.length, 'custom_id repeats');
  refuseUnless(textOf(parts) <= 4000, 'more than 4,000 characters of text');
  const mentions = message.allowed_mentions;
  refuseUnless(isFields(mentions) && Array.isArray(mentions.parse) && mentions.parse.length === 0, 'somebody could be pinged');
}

function checkAutocomplete({ choices }: Fields): void {
  refuseUnless(Array.isArray(choices) && choices.length <= 25, 'at most 25 choices');
  for (const { name, value } of fieldsOf(choices)) refuseUnless(within(name, 1, 100) && within(value, 1, 100), 'choice of 1 to 100 characters');
}

function checkCommand({ type, name, description, options, contexts, integration_types: kinds }: Fields): void {
  refuseUnless(type === 1 ? /^[-_\p{Ll}\p{N}]{1,32}$/u.test(String(name)) : within(name, 1, 32), `command name ${String(name)}`);
  refuseUnless(type === 1 ? within(description, 1, 100) : description === undefined, `description of ${String(name)}`);
  refuseUnless(Array.isArray(contexts) && Array.isArray(kinds) && (!contexts.includes(2) || kinds.includes(1)), 'PRIVATE_CHANNEL needs USER_INSTALL');
  const all = fieldsOf(options);
  refuseUnless(all.length <= 25 && new Set(all.map((option) => option.name)).size === all.length, 'options');
  refuseUnless(
    all.every(({ required }, index) => !required || all.slice(0, index).every((before) => before.required)),
    'required options come first',
  );
  for (const option of all) refuseUnless(/^[-_\p{Ll}\p{N}]{1,32}$/u.test(String(option.name)) && within(option.description, 1, 100), `option ${String(option.name)}`);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : JSON.parse(text);
}

function reply(response: ServerResponse, status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): void {
  if (body === undefined) response.writeHead(status, headers).end();
  else response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}

const METHODS: readonly (readonly [RegExp, string])[] = [
  [/^GET \/v10\/gateway\/bot$/u, 'gateway'],
  [/^GET \/v10\/applications\/\d+\/commands(?:\?.*)?$/u, 'commands'],
  [/^PUT \/v10\/applications\/\d+\/commands$/u, 'set-commands'],
  [/^POST \/v10\/interactions\/(\d+)\/([^/]+)\/callback(?:\?.*)?$/u, 'callback'],
  [/^POST \/v10\/webhooks\/(\d+)\/([^/?]+)(?:\?.*)?$/u, 'follow-up'],
];

/** Methods that the interaction's own token opens. */
const OPEN = new Set(['callback', 'follow-up']);
const MESSAGE = {
  id: '1',
  channel_id: '1',
  type: 0,
  content: '',
  components: [],
  attachments: [],
  embeds: [],
  mentions: [],
  mention_roles: [],
  timestamp: new Date(0).toISOString(),
};

interface Request {
  readonly method: string;
  readonly parts: readonly string[];
  readonly body: unknown;
}

async function readRequest(request: IncomingMessage): Promise<Request> {
  const line = `${request.method} ${request.url}`;
  const found = METHODS.map(([pattern, method]) => ({ method, parts: pattern.exec(line)?.slice(1) })).find(({ parts }) => parts !== undefined);
  return { method: found?.method ?? 'unknown', parts: found?.parts ?? [], body: await readBody(request) };
}

/** An interaction that was sent, and whether it was answered. */
interface Sent {
  readonly token: string;
  readonly type: number;
  answered: boolean;
}

/** Starts the server on a port of 127.0.0.1; each answer takes so many milliseconds. */
export async function startDiscord({
  token = TOKEN,
  port = 0,
  latency = 0,
  heartbeat = 45_000,
  refuse,
  resumeAt,
}: {
  readonly token?: string;
  readonly port?: number;
  readonly latency?: number;
  readonly heartbeat?: number;
  /** Closes the gateway with this code when somebody identifies. */
  readonly refuse?: number;
  /** Where it wants sessions to be resumed, if not at its own address. */
  readonly resumeAt?: string;
} = {}): Promise<DiscordServer> {
  const calls: Call[] = [];
  const byMethod = new Map<string, Call[]>();
  const waiters = new Map<string, (() => void)[]>();
  const troubles = new Map<string, Trouble[]>();
  const interactions = new Map<string, Sent>();
  const waiting: Fields[] = [];
  let commands: readonly unknown[] = [];
  let session: { readonly socket: WebSocket; sequence: number } | undefined;
  let next = 1;
  let acknowledges = true;
  let turnedAway = 0;
  let silence: Silence | undefined;
  let address: string | undefined;

  const record = (call: Call) => {
    calls.push(call);
    const same = byMethod.get(call.method) ?? [];
    byMethod.set(call.method, same);
    same.push(call);
    const key = `${call.method} ${same.length}`;
    for (const resolve of waiters.get(key) ?? []) resolve();
    waiters.delete(key);
  };

  const dispatch = (event: string, data: Fields) => {
    if (!session) return;
    session.sequence += 1;
    session.socket.send(JSON.stringify({ op: 0, t: event, s: session.sequence, d: data }));
  };

  const flush = () => {
    if (session) for (const interaction of waiting.splice(0)) dispatch('INTERACTION_CREATE', interaction);
  };

  /** What Discord does with an answer to an interaction: its status and code, or undefined where it takes it. */
  const answerTo = (id: string, given: string, body: Fields): { readonly status: number; readonly code: number } | undefined => {
    const interaction = interactions.get(id);
    if (!interaction || interaction.token !== given) return { status: 404, code: 10_062 };
    if (interaction.answered) return { status: 400, code: 40_060 };
    const data = isFields(body.data) ? body.data : {};
    refuseUnless((interaction.type === 4) === (body.type === 8), `answer of type ${String(body.type)}`);
    if (body.type === 8) checkAutocomplete(data);
    else if (body.type === 4) checkMessage(data);
    else throw new Refusal(`answer of type ${String(body.type)}`);
    interaction.answered = true;
    return undefined;
  };

  const setCommands = (body: unknown): readonly unknown[] => {
    refuseUnless(Array.isArray(body), 'a list of commands');
    for (const command of fieldsOf(body)) checkCommand(command);
    commands = fieldsOf(body).map((command, index) => ({ ...command, id: String(index + 1), application_id: APP_ID, version: '1', default_member_permissions: null, nsfw: false }));
    return commands;
  };

  /** What a call is answered with: a status and a body. */
  const resultOf = (method: string, [first = '', second = '']: readonly string[], body: unknown): readonly [number, unknown?] => {
    const fields = isFields(body) ? body : {};
    switch (method) {
      case 'gateway':
        return [200, { url: address ?? `ws://127.0.0.1:${portOf()}`, shards: 1, session_start_limit: { total: 1000, remaining: 999, reset_after: 1000, max_concurrency: 1 } }];
      case 'commands':
        return [200, commands];
      case 'set-commands':
        return [200, setCommands(body)];
      case 'callback': {
        const fault = answerTo(first, second, fields);
        return fault ? [fault.status, { code: fault.code, message: 'refused' }] : [204];
      }
      default:
        checkMessage(fields);
        return [200, { ...MESSAGE, author: ME, flags: V2 }];
    }
  };

  const meetTrouble = (trouble: Trouble, response: ServerResponse): boolean => {
    if (trouble.kind === 'error') {
      const { status, code, retryAfter } = trouble;
      const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter), 'x-ratelimit-scope': 'user' };
      reply(response, status, { code, message: 'trouble', ...(retryAfter !== undefined && { retry_after: retryAfter, global: false }) }, wait);
    }
    if (trouble.kind === 'foreign') response.writeHead(trouble.status, { 'content-type': trouble.type }).end(trouble.text);
    if (trouble.kind === 'stall') response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).flushHeaders();
    if (trouble.kind === 'drop') response.destroy();
    return trouble.kind !== 'lose-answer';
  };

  const lose = (response: ServerResponse, reset: boolean) => {
    if (reset) response.socket?.resetAndDestroy();
    else response.destroy();
  };

  const serve = ({ method, parts, body }: Request, response: ServerResponse, trouble: Trouble | undefined) => {
    const fields = isFields(body) ? body : { list: body };
    try {
      const [status, result] = resultOf(method, parts, body);
      if (trouble?.kind === 'lose-answer') lose(response, trouble.reset === true);
      else setTimeout(() => reply(response, status, result), latency);
      record({ method, body: fields });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      record({ method: 'refused', body: { method, what: error.message } });
      reply(response, 400, { code: 50_035, message: 'Invalid Form Body' });
    }
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const asked = await readRequest(request);
    const { method, body } = asked;
    if (method === 'unknown') return reply(response, 404, { code: 0, message: '404: Not Found' });
    if (!OPEN.has(method) && request.headers.authorization !== `Bot ${token}`) return reply(response, 401, { code: 0, message: '401: Unauthorized' });
    const trouble = troubles.get(method)?.shift();
    if (trouble && meetTrouble(trouble, response)) return record({ method: `${method}:${trouble.kind}`, body: isFields(body) ? body : {} });
    serve(asked, response, trouble);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({
    server,
    verifyClient: (_: unknown, decide: (may: boolean, status?: number) => void) => {
      record({ method: 'connect', body: {} });
      if (turnedAway > 0) decide(false, 502);
      else decide(true);
      turnedAway -= 1;
    },
  });
  const portOf = () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    return address.port;
  };

  const identify = (socket: WebSocket, given: unknown) => {
    if (refuse !== undefined) return socket.close(refuse);
    if (given !== token) return socket.close(4004);
    if (silence === 'ready') return;
    session = { socket, sequence: 0 };
    record({ method: 'identify', body: {} });
    dispatch('READY', {
      v: 10,
      user: ME,
      guilds: [],
      session_id: 'session',
      resume_gateway_url: resumeAt ?? `ws://127.0.0.1:${portOf()}`,
      shard: [0, 1],
      application: { id: APP_ID, flags: 0 },
    });
    flush();
  };

  sockets.on('connection', (socket) => {
    if (silence !== 'hello') socket.send(JSON.stringify({ op: 10, d: { heartbeat_interval: heartbeat } }));
    socket.on('close', () => {
      record({ method: 'disconnect', body: {} });
      if (session?.socket === socket) session = undefined;
    });
    socket.on('message', (raw) => {
      const { op, d } = JSON.parse(String(raw));
      if (op === 1 && acknowledges) socket.send(JSON.stringify({ op: 11 }));
      if (op === 2) {
        record({ method: 'identified-with', body: { intents: d.intents } });
        identify(socket, d.token);
      }
      if (op === 6) {
        session = { socket, sequence: Number(d.seq) };
        record({ method: 'resume', body: {} });
        dispatch('RESUMED', {});
        flush();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));

  return {
    root: `http://127.0.0.1:${portOf()}`,
    calls,
    push: (interaction, id = String(10_000 + next++)) => {
      const known = interactions.get(id);
      const sent = known ?? { token: `interaction-token-${id}`, type: Number(interaction.type), answered: false };
      interactions.set(id, sent);
      waiting.push({ ...interaction, id, application_id: APP_ID, token: sent.token, version: 1 });
      flush();
      return id;
    },
    waitFor: async (method, count = 1) => {
      const made = () => byMethod.get(method) ?? [];
      const key = `${method} ${count}`;
      if (made().length < count) await new Promise<void>((resolve) => waiters.set(key, [...(waiters.get(key) ?? []), resolve]));
      return made().slice(0, count);
    },
    trouble: (method, ...some) => {
      troubles.set(method, [...(troubles.get(method) ?? []), ...some]);
    },
    calm: () => troubles.clear(),
    gateway: {
      send: (payload) => session?.socket.send(JSON.stringify(payload)),
      close: (code) => session?.socket.close(code),
      acknowledge: (does) => {
        acknowledges = does;
      },
      turnAway: (count) => {
        turnedAway = count;
      },
      silent: (where) => {
        silence = where;
        if (where === 'goodbye') for (const socket of sockets.clients) socket.pause();
      },
      moveTo: (where) => {
        address = where;
      },
      connections: () => sockets.clients.size,
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        sockets.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
