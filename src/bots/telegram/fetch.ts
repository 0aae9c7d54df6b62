import { request } from 'undici';

/** What grammY hands to a `fetch`, as far as it is of use here: every call is a POST of JSON. */
interface Call {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
}

/**
 * The `fetch` that grammY's calls go through in place of its own, node-fetch: undici takes about a third of the time, and
 * nothing but the JSON that comes back is wanted. Rejects as a `fetch` does, where the connection fails or what comes is no JSON.
 */
export async function fetchJson(url: string, { method, headers, body, signal }: Call): Promise<{ readonly json: () => Promise<unknown> }> {
  const response = await request(url, { method, headers, body, signal });
  return { json: () => response.body.json() };
}
