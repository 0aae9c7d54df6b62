import { BotError, GrammyError, HttpError } from 'grammy';
import { toWait } from '../pause.ts';

/** What went wrong in a call, without anything that was in it: grammY's own errors hold the token and what people wrote. */
export interface Fault {
  readonly method: string | undefined;
  readonly code: number | 'network' | 'bug';
  /** The chat's new id, where a group has become a supergroup. */
  readonly movedTo: number | undefined;
  /** How long Telegram wants to be left alone, in milliseconds. */
  readonly wait: number;
  /** Whether the call may have been heard, though nothing came back. */
  readonly mayHaveArrived: boolean;
}

/** Codes of Node's and undici's errors that come before anything is sent. */
const NOT_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

function isSent(error: unknown): boolean {
  const { code } = Object(error);
  return !NOT_SENT.has(code);
}

/** Reads a fault from whatever was thrown. */
export function toFault(thrown: unknown): Fault {
  const error = thrown instanceof BotError ? thrown.error : thrown;
  if (error instanceof GrammyError) {
    const { migrate_to_chat_id: movedTo, retry_after: seconds } = error.parameters;
    return { method: error.method, code: error.error_code, movedTo, wait: toWait(1000 * Number(seconds)), mayHaveArrived: false };
  }
  const isNetwork = error instanceof HttpError;
  return { method: undefined, code: isNetwork ? 'network' : 'bug', movedTo: undefined, wait: 0, mayHaveArrived: isNetwork && isSent(error.error) };
}

/** Whether the same call may go well later: the server was away, broken or busy. */
export function isPassing({ code }: Fault): boolean {
  return code === 'network' || (typeof code === 'number' && (code >= 500 || code === 429));
}

/** Whether Telegram takes the call badly as it is, so that a plainer one may do: an older server, a chat that doesn't have it. */
export function isUnsupported({ code, movedTo }: Fault): boolean {
  return (code === 400 || code === 404) && movedTo === undefined;
}

/** Whether Telegram refuses the bot itself. */
export function isRefused({ code }: Fault): boolean {
  return code === 401 || code === 404;
}
