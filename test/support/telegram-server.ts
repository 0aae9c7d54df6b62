import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A call that the bot made. */
export interface Call {
  readonly method: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What the server does with a call in place of answering it. */
export type Trouble =
  | { readonly kind: 'error'; readonly code: number; readonly description: string; readonly parameters?: Readonly<Record<string, unknown>> }
  /** Says what no Bot API server would, as a proxy in front of it may. */
  | { readonly kind: 'odd'; readonly status: number; readonly body: string }
  /** None: the call goes well, the next one may not. */
  | { readonly kind: 'none' }
  | { readonly kind: 'drop' }
  /** Takes the call and never answers. */
  | { readonly kind: 'hang' }
  /** Does what was asked, and drops the connection before it says so. */
  | { readonly kind: 'lose-answer' };

/** A small Bot API server for one bot, which keeps Telegram's rules and refuses what Telegram refuses. */
export interface TelegramServer {
  readonly root: string;
  readonly calls: readonly Call[];
  /** Puts an update into the queue; returns its id. */
  readonly push: (update: Readonly<Record<string, unknown>>, id?: number) => number;
  /** Resolves with the first calls of a method, as soon as there are so many. */
  readonly waitFor: (method: string, count?: number) => Promise<readonly Call[]>;
  /** The next calls of a method meet trouble, one after the other. */
  readonly trouble: (method: string, ...troubles: readonly Trouble[]) => void;
  /** Updates that are not confirmed yet. */
  readonly unconfirmed: () => readonly number[];
  readonly close: () => Promise<void>;
}

export const TOKEN = '123456:test-token-that-must-not-be-logged';
export const ME = {
  id: 123456,
  is_bot: true,
  first_name: 'Fineprint',
  username: 'fineprint_test_bot',
  can_join_groups: true,
  can_read_all_group_messages: false,
  supports_inline_queries: true,
  supports_guest_queries: true,
};

const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  getMe: [],
  deleteWebhook: ['drop_pending_updates'],
  getUpdates: ['offset', 'limit', 'timeout', 'allowed_updates'],
  setWebhook: ['url', 'secret_token', 'allowed_updates', 'max_connections', 'drop_pending_updates'],
  setMyCommands: ['commands', 'scope', 'language_code'],
  sendMessage: [
    'chat_id',
    'message_thread_id',
    'text',
    'entities',
    'link_preview_options',
    'reply_markup',
    'reply_parameters',
    'business_connection_id',
    'ephemeral_message_parameters',
  ],
  sendRichMessage: ['chat_id', 'message_thread_id', 'rich_message', 'reply_markup', 'reply_parameters', 'ephemeral_message_parameters'],
  editMessageText: ['chat_id', 'message_id', 'text', 'entities', 'link_preview_options', 'reply_markup'],
  deleteMessage: ['chat_id', 'message_id'],
  answerCallbackQuery: ['callback_query_id', 'text', 'show_alert'],
  answerInlineQuery: ['inline_query_id', 'results', 'cache_time', 'is_personal', 'next_offset', 'button'],
  answerGuestQuery: ['guest_query_id', 'result'],
};

class Refusal extends Error {}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function records(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function refuseUnless(holds: boolean, description: string): void {
  if (!holds) throw new Refusal(`Bad Request: ${description}`);
}

function checkEntities(text: string, entities: readonly Readonly<Record<string, unknown>>[]): void {
  refuseUnless(entities.length <= 100, 'too many entities');
  const quotes: (readonly [number, number])[] = [];
  for (const { type, offset, length, url } of entities) {
    const [from, size] = [Number(offset), Number(length)];
    refuseUnless(Number.isInteger(from) && Number.isInteger(size) && from >= 0 && size > 0 && from + size <= text.length, `entity ${String(type)} is out of range`);
    refuseUnless(['bold', 'italic', 'text_link', 'pre', 'blockquote', 'expandable_blockquote'].includes(String(type)), `entity type ${String(type)} is not expected`);
    if (type === 'text_link') refuseUnless(/^https:\/\/[^/]+\.[^/]+/u.test(String(url)), 'a link that Telegram would drop');
    if (String(type).endsWith('blockquote')) quotes.push([from, from + size]);
  }
  refuseUnless(
    quotes.every(([from, to], index) => quotes.every(([otherFrom, otherTo], other) => other === index || otherTo <= from || to <= otherFrom)),
    'block quotes can not be nested',
  );
}

function checkKeyboard(markup: unknown): void {
  if (!isRecord(markup) || !Array.isArray(markup.inline_keyboard)) return;
  for (const { text, callback_data: data, url } of markup.inline_keyboard.flatMap(records)) {
    refuseUnless(typeof text === 'string' && text !== '', 'button without a text');
    refuseUnless(typeof url === 'string' ? URL.canParse(url) : typeof data === 'string', 'button without an action');
    if (typeof data === 'string') refuseUnless(Buffer.byteLength(data) >= 1 && Buffer.byteLength(data) <= 64, 'BUTTON_DATA_INVALID');
  }
}

function checkText(text: string, entities: unknown): void {
  refuseUnless(text.trim() !== '', 'message text is empty');
  refuseUnless([...text].length <= 4096, 'message is too long');
  checkEntities(text, records(entities));
}

/** An article with a text in it, the one kind of result that is expected. */
function checkResult({ type, id, title, input_message_content: content, reply_markup: markup }: Readonly<Record<string, unknown>>): void {
  refuseUnless(type === 'article', `result type ${String(type)} is not expected`);
  refuseUnless(typeof id === 'string' && Buffer.byteLength(id) >= 1 && Buffer.byteLength(id) <= 64, 'RESULT_ID_INVALID');
  refuseUnless(typeof title === 'string' && title.trim() !== '', 'ARTICLE_TITLE_EMPTY');
  const { message_text: text, entities } = isRecord(content) ? content : {};
  checkText(String(text ?? ''), entities);
  checkKeyboard(markup);
}

function checkInline({ results, cache_time: seconds, button }: Readonly<Record<string, unknown>>): void {
  const all = records(results);
  refuseUnless(all.length <= 50, 'RESULTS_TOO_MUCH');
  refuseUnless(new Set(all.map(({ id }) => id)).size === all.length, 'RESULT_ID_DUPLICATE');
  for (const result of all) checkResult(result);
  refuseUnless(seconds === undefined || Number.isInteger(seconds), 'cache time is not a number of seconds');
  if (isRecord(button)) refuseUnless(typeof button.text === 'string' && /^[\w-]{1,64}$/u.test(String(button.start_parameter)), 'START_PARAM_INVALID');
}

const BLOCKS = ['paragraph', 'heading', 'footer', 'table', 'details'];

/** Every object in a value, however deep. */
function objectsIn(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return isRecord(value) ? [value, ...inner] : inner;
}

/** A rich message of blocks, within its limits. */
function checkRich(message: unknown): void {
  const blocks = isRecord(message) ? records(message.blocks) : [];
  refuseUnless(blocks.length > 0 && blocks.every(({ type }) => BLOCKS.includes(String(type))), 'rich message without blocks, or of unknown ones');
  const parts = objectsIn(blocks);
  refuseUnless(parts.filter(({ type }) => BLOCKS.includes(String(type))).length <= 500, 'more than 500 blocks');
  for (const { type, cells, url } of parts) {
    if (type === 'table') refuseUnless(Array.isArray(cells) && cells.every((row) => Array.isArray(row) && row.length <= 20), 'a table of at most 20 columns');
    if (type === 'url') refuseUnless(/^https:\/\/[^/]+\.[^/]+/u.test(String(url)), 'a link that Telegram would drop');
  }
  refuseUnless(JSON.stringify(blocks).length <= 65_536, 'rich message is too long');
}

/** A message for one person's eyes, in a group only; and a reply to one is one itself. */
function checkEphemeral({ chat_id: chat, ephemeral_message_parameters: only, reply_parameters: reply }: Readonly<Record<string, unknown>>): void {
  if (isRecord(only)) refuseUnless(Number(chat) < 0 && Number.isInteger(only.receiver_user_id), 'EPHEMERAL_RECEIVER_INVALID');
  if (isRecord(reply) && reply.ephemeral_message_id !== undefined) refuseUnless(isRecord(only), 'a reply to an ephemeral message is one itself');
}

function checkCall(method: string, body: Readonly<Record<string, unknown>>): void {
  const known = PARAMETERS[method];
  refuseUnless(known !== undefined, `method ${method} not found`);
  for (const name of Object.keys(body)) refuseUnless(known?.includes(name) ?? false, `unknown parameter ${name} of ${method}`);
  if (method === 'sendMessage' || method === 'editMessageText') {
    checkText(String(body.text ?? ''), body.entities);
    checkKeyboard(body.reply_markup);
  }
  if (method === 'sendRichMessage') {
    checkRich(body.rich_message);
    checkKeyboard(body.reply_markup);
  }
  checkEphemeral(body);
  if (method === 'answerInlineQuery') checkInline(body);
  if (method === 'answerGuestQuery') checkResult(isRecord(body.result) ? body.result : {});
  if (method === 'answerCallbackQuery') refuseUnless(String(body.text ?? '').length <= 200, 'MESSAGE_TOO_LONG');
}

/** What Telegram would refuse in a call; undefined where it takes it. */
function faultIn(method: string, body: Call['body']): string | undefined {
  try {
    checkCall(method, body);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'Bad Request';
  }
}

async function readBody(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const text = Buffer.concat(chunks).toString();
  const body: unknown = text === '' ? {} : JSON.parse(text);
  return isRecord(body) ? body : {};
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Starts the server on a port of 127.0.0.1; each answer takes so many milliseconds. */
export async function startTelegram({
  token = TOKEN,
  port = 0,
  latency = 0,
}: {
  readonly token?: string;
  readonly port?: number;
  readonly latency?: number;
} = {}): Promise<TelegramServer> {
  const calls: Call[] = [];
  let queue: { readonly update_id: number }[] = [];
  const troubles = new Map<string, Trouble[]>();
  const byMethod = new Map<string, Call[]>();
  const waiters = new Map<string, (() => void)[]>();
  const made = (method: string) => byMethod.get(method) ?? [];
  let nextUpdate = 1000;
  let nextMessage = 1;
  /** The long poll that waits for updates: how to end it with what there is, or with a conflict. */
  let polling: { readonly answer: () => void; readonly conflict: () => void } | undefined;

  const record = (call: Call) => {
    calls.push(call);
    const same = byMethod.get(call.method) ?? [];
    byMethod.set(call.method, same);
    same.push(call);
    const key = `${call.method} ${made(call.method).length}`;
    for (const resolve of waiters.get(key) ?? []) resolve();
    waiters.delete(key);
  };

  const getUpdates = (body: Call['body'], response: ServerResponse) => {
    const offset = Number(body.offset ?? 0);
    queue = queue.filter(({ update_id: id }) => id >= offset);
    polling?.conflict();
    const waiting = { answer: () => {}, conflict: () => {} };
    const timer = setTimeout(() => waiting.answer(), Number(body.timeout ?? 0) * 1000);
    const end = (status: number, result: unknown) => {
      clearTimeout(timer);
      if (polling === waiting) polling = undefined;
      if (!response.writableEnded) reply(response, status, result);
    };
    waiting.answer = () => end(200, { ok: true, result: queue.slice(0, Number(body.limit ?? 100)) });
    waiting.conflict = () => end(409, { ok: false, error_code: 409, description: 'Conflict: terminated by other getUpdates request' });
    response.on('close', () => {
      clearTimeout(timer);
      if (polling === waiting) polling = undefined;
    });
    polling = waiting;
    if (queue.length > 0 || Number(body.timeout ?? 0) === 0) waiting.answer();
  };

  const resultOf = (method: string, body: Call['body']): unknown => {
    if (method === 'getMe') return ME;
    if (method === 'sendMessage' || method === 'sendRichMessage') {
      const id = Number(body.chat_id);
      const ephemeral = body.ephemeral_message_parameters !== undefined;
      return {
        message_id: ephemeral ? 0 : nextMessage++ + 5000,
        ...(ephemeral && { ephemeral_message_id: 9 }),
        date: 1,
        chat: { id, type: id < 0 ? 'supergroup' : 'private', title: 'x', first_name: 'x' },
        from: ME,
        text: body.text,
      };
    }
    return true;
  };

  const meetTrouble = (trouble: Trouble, response: ServerResponse): boolean => {
    if (trouble.kind === 'error') {
      const { code, description, parameters } = trouble;
      reply(response, code, { ok: false, error_code: code, description, ...(parameters && { parameters }) });
    }
    if (trouble.kind === 'odd') response.writeHead(trouble.status, { 'content-type': 'application/json' }).end(trouble.body);
    if (trouble.kind === 'drop') response.destroy();
    return trouble.kind !== 'lose-answer' && trouble.kind !== 'none';
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const [, given = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/u.exec(request.url ?? '') ?? [];
    const body = await readBody(request);
    if (given !== token) return reply(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' });
    const trouble = troubles.get(method)?.shift();
    if (trouble && meetTrouble(trouble, response)) return record({ method: `${method}:${trouble.kind}`, body });
    serve(method, body, response, trouble?.kind === 'lose-answer');
  };

  const serve = (method: string, body: Call['body'], response: ServerResponse, lost: boolean) => {
    const fault = faultIn(method, body);
    if (fault !== undefined) {
      record({ method: 'refused', body: { method, description: fault } });
      return reply(response, 400, { ok: false, error_code: 400, description: fault });
    }
    if (method === 'getUpdates') getUpdates(body, response);
    else if (lost) response.destroy();
    else setTimeout(() => reply(response, 200, { ok: true, result: resultOf(method, body) }), latency);
    record({ method, body });
  };

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  return {
    root: `http://127.0.0.1:${address.port}`,
    calls,
    push: (update, id = nextUpdate++) => {
      queue = [...queue, { update_id: id, ...update }];
      polling?.answer();
      return id;
    },
    waitFor: async (method, count = 1) => {
      const key = `${method} ${count}`;
      if (made(method).length < count) await new Promise<void>((resolve) => waiters.set(key, [...(waiters.get(key) ?? []), resolve]));
      return made(method).slice(0, count);
    },
    trouble: (method, ...some) => {
      troubles.set(method, [...(troubles.get(method) ?? []), ...some]);
    },
    unconfirmed: () => queue.map(({ update_id: id }) => id),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
