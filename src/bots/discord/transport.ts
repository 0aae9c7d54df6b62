import type { RESTOptions } from 'discord.js';
import { type Dispatcher, Headers } from 'undici';
import { exchange } from '../exchange.ts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** A header's text: each byte is a sign. */
function textOf(bytes: Buffer | undefined): string {
  return bytes?.toString('latin1') ?? '';
}

/** The headers of an answer, by name. */
function toHeaders(raw: readonly Buffer[]): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < raw.length; at += 2) headers.append(textOf(raw[at]), textOf(raw[at + 1]));
  return headers;
}

/**
 * How discord.js' calls get to Discord, in place of its own way, which makes a stream for the body of each answer, of which
 * nearly none has any, and takes a redirection for a success. Bodies are JSON: the app sends no files. A call may take so
 * many milliseconds, once a connection has taken it.
 */
export function createTransport(dispatcher: Dispatcher, ms: number): RESTOptions['makeRequest'] {
  return async (url, { method, headers, body, signal }) => {
    const { origin, pathname, search } = new URL(url);
    const known = METHODS.find((one) => one === method);
    if (!known) throw new TypeError('Discord takes no such method');
    const request = { origin, path: pathname + search, method: known, headers: { ...headers }, body: typeof body === 'string' ? body : null };
    const answer = await exchange(dispatcher, request, { signal, ms });
    if (answer.status >= 300 && answer.status < 400) throw new TypeError('Discord redirects no calls');
    const text = answer.body.toString();
    return {
      status: answer.status,
      statusText: '',
      ok: answer.status >= 200 && answer.status < 300,
      headers: toHeaders(answer.headers),
      body: null,
      bodyUsed: true,
      // Nothing is as good as an object without fields.
      json: async () => JSON.parse(text || '{}') ?? {},
      text: async () => text,
      arrayBuffer: async () => new Uint8Array(answer.body).buffer,
    };
  };
}
