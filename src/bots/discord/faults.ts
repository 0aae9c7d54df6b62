import { DiscordAPIError, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';

/** What went wrong in a call, without anything that was in it: discord.js' own errors hold the interaction's token and what people wrote. */
export interface Fault {
  readonly method: string | undefined;
  readonly code: number | 'network' | 'bug';
}

/** What a broken connection is called by undici, Node's sockets and an aborted call. */
const NETWORK = /^(?:UND_ERR_|E[A-Z]{4,}$)/u;

function isNetwork(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { name, code, cause }: { readonly name?: unknown; readonly code?: unknown; readonly cause?: unknown } = thrown;
  // An answer that breaks off in the middle is no JSON.
  return name === 'AbortError' || name === 'SyntaxError' || NETWORK.test(String(code)) || isNetwork(cause);
}

/** Reads a fault from whatever was thrown. */
export function toFault(thrown: unknown): Fault {
  if (thrown instanceof DiscordAPIError) return { method: thrown.method, code: Number(thrown.code) };
  if (thrown instanceof HTTPError) return { method: thrown.method, code: thrown.status };
  if (thrown instanceof RateLimitError) return { method: thrown.method, code: 429 };
  return { method: undefined, code: isNetwork(thrown) ? 'network' : 'bug' };
}

/** Whether Discord has the answer already: it took a call of which we never heard back. */
export function isAnswered({ code }: Fault): boolean {
  return code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}
