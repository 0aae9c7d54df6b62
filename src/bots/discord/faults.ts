import { DiscordAPIError, DiscordjsError, DiscordjsErrorCodes, HTTPError, RateLimitError, RESTJSONErrorCodes } from 'discord.js';
import { toWait } from '../pause.ts';

/** What went wrong, without anything that was in a call: discord.js' own errors hold the interaction's token and what people wrote. */
export interface Fault {
  readonly method: string | undefined;
  readonly code: number | string;
  /** How long Discord wants to be left alone, in milliseconds. */
  readonly wait: number;
}

export const UNAUTHORISED = 401;
const TOO_MANY = 429;

/** What a broken connection is called by undici, Node's sockets and an aborted call. */
const NETWORK = /^(?:UND_ERR_|HPE_|E[A-Z_]{4,}$)/u;

function isNetwork(thrown: unknown): boolean {
  if (typeof thrown !== 'object' || thrown === null) return false;
  const { name, code, cause }: { readonly name?: unknown; readonly code?: unknown; readonly cause?: unknown } = thrown;
  // An answer that breaks off in the middle is no JSON.
  return name === 'AbortError' || name === 'SyntaxError' || NETWORK.test(String(code)) || isNetwork(cause);
}

/** Reads a fault from whatever a call has thrown. What isn't known comes of an answer that is none of Discord's. */
export function toFault(thrown: unknown): Fault {
  if (thrown instanceof DiscordAPIError) return { method: thrown.method, code: Number(thrown.code) || thrown.status, wait: 0 };
  if (thrown instanceof HTTPError) return { method: thrown.method, code: thrown.status, wait: 0 };
  if (thrown instanceof RateLimitError) return { method: thrown.method, code: TOO_MANY, wait: toWait(thrown.retryAfter) };
  if (thrown instanceof DiscordjsError && thrown.code === DiscordjsErrorCodes.TokenInvalid) return { method: 'GET', code: UNAUTHORISED, wait: 0 };
  return { method: undefined, code: isNetwork(thrown) ? 'network' : 'malformed', wait: 0 };
}

/** Whether the same call may go well later: Discord was away, broken or busy. */
export function isPassing({ code }: Fault): boolean {
  return code === 'network' || code === TOO_MANY || (typeof code === 'number' && code >= 500 && code < 600);
}

/** Whether Discord surely didn't do what was asked, but may later. */
export function isHeldBack({ code }: Fault): boolean {
  return code === TOO_MANY;
}

/** Whether Discord has the answer already: it took a call of which we never heard back. */
export function isAnswered({ code }: Fault): boolean {
  return code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged;
}
