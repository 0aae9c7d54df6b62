import { createHash, timingSafeEqual } from 'node:crypto';
import type { Update } from 'grammy/types';
import { StartError } from '../../start-error.ts';
import type { KeptNumbers } from '../../state/kept.ts';
import { createHttp, type Taken } from '../http.ts';
import { atMost, pause, stopper } from '../pause.ts';
import { type Fate, isHopeless, isUpdate, laneOf, type Tries } from './updates.ts';

/** Where Telegram delivers to, and how it shows that it is Telegram. */
export interface WebhookSettings {
  /** The public address, behind a proxy that speaks https. */
  readonly url: string;
  readonly secret: string;
  readonly port: number;
}

const SECRET = /^[\w-]{1,256}$/u;
const HIGHEST_PORT = 65_535;

/** Reads the operator's settings; undefined if no webhook is wanted. Throws a StartError that says what is wrong. */
export function readWebhook({ url, secret, port }: Readonly<Record<'url' | 'secret' | 'port', string | undefined>>): WebhookSettings | undefined {
  if (url === undefined) return undefined;
  if (!/^https:\/\//u.test(url) || !URL.canParse(url))
    throw new StartError('TELEGRAM_WEBHOOK_URL is no https address: write the whole one, such as https://bot.example.org/telegram');
  if (secret === undefined || !SECRET.test(secret)) {
    throw new StartError('TELEGRAM_WEBHOOK_SECRET is missing or holds other signs than letters, figures, "_" and "-": make one up, such as by `openssl rand -hex 32`');
  }
  const number = Number(port ?? 8080);
  if (!Number.isInteger(number) || number < 0 || number > HIGHEST_PORT) throw new StartError(`PORT is "${port}": give a number from 1 to ${HIGHEST_PORT}`);
  return { url, secret, port: number };
}

/** What the receiver runs on. */
export interface WebhookPorts extends WebhookSettings {
  /** Tells Telegram the address. Rejects when that fails. */
  readonly announce: () => Promise<unknown>;
  /** Answers an update, by a call or, where that is safe, by what is said back. Never rejects. */
  readonly handle: (update: Update, sayBack: (json: string) => void) => Promise<Fate>;
  /** Which updates were answered, beyond the process. */
  readonly answered: KeptNumbers;
  readonly onAnnounceFailed: (error: unknown) => void;
  readonly onGivenUp: () => void;
  readonly backOff: (attempt: number) => number;
  /** How long a request may take to arrive, in milliseconds. */
  readonly patience?: number;
}

export interface Webhook {
  readonly run: () => Promise<void>;
  readonly stop: () => void;
}

const PATIENCE_MS = 10_000;
/** After SIGTERM what is in hand has this long. */
const LAST_MS = 7000;

/** Whether two texts are one, in a time that tells nothing of either. */
function sameSecret(given: string, secret: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(secret));
}

/**
 * Makes the receiver of updates that Telegram delivers. One is said to be taken (200) only when it was answered, and
 * remembered by its number; until then, or after a fault that passes (503), Telegram delivers it again.
 */
export function createWebhook(ports: WebhookPorts): Webhook {
  const { url, secret, port, announce, handle, answered, onAnnounceFailed, onGivenUp, backOff, patience = PATIENCE_MS } = ports;
  const stopping = stopper();
  const underWay = new Map<number, Promise<Taken>>();
  const lanes = new Map<string, Promise<unknown>>();
  const tries = new Map<number, Tries>();
  /** Until when Telegram wants to be left alone with a chat, which keeps no connection waiting. */
  const blocked = new Map<string, number>();

  const attempt = async (update: Update): Promise<Taken> => {
    const id = update.update_id;
    let json: string | undefined;
    const fate = await handle(update, (said) => {
      json = said;
    });
    const tried = fate.dealtWith ? [] : [...(tries.get(id) ?? []), fate];
    if (!fate.dealtWith && !isHopeless(tried)) {
      tries.set(id, tried);
      if (fate.wait > 0) blocked.set(laneOf(update), performance.now() + fate.wait);
      return { status: 503 };
    }
    if (!fate.dealtWith) onGivenUp();
    tries.delete(id);
    answered.note(id);
    return { status: 200, ...(json !== undefined && { json }) };
  };

  /** Answers an update after those of its chat that came before; one that comes twice meanwhile is answered once. */
  const start = (update: Update): Promise<Taken> => {
    const id = update.update_id;
    const lane = laneOf(update);
    const task = (lanes.get(lane) ?? Promise.resolve())
      .then(() => attempt(update))
      .finally(() => {
        underWay.delete(id);
        if (lanes.get(lane) === task) lanes.delete(lane);
      });
    lanes.set(lane, task);
    underWay.set(id, task);
    return task;
  };

  const take = async (body: unknown): Promise<Taken> => {
    if (!isUpdate(body)) return { status: 400 };
    if (answered.has(body.update_id)) return { status: 200 };
    const lane = laneOf(body);
    if (performance.now() < (blocked.get(lane) ?? 0)) return { status: 503 };
    blocked.delete(lane);
    const first = underWay.get(body.update_id);
    return first === undefined ? start(body) : { status: (await first).status };
  };

  const announceUntilHeard = async (failures = 0): Promise<void> => {
    try {
      await announce();
    } catch (error) {
      onAnnounceFailed(error);
      await pause(backOff(failures), stopping.signal);
      if (!stopping.signal.aborted) await announceUntilHeard(failures + 1);
    }
  };

  const http = createHttp({
    port,
    patience,
    doors: [{ path: new URL(url).pathname, header: 'x-telegram-bot-api-secret-token', accepts: (given) => sameSecret(given, secret), take }],
  });

  return {
    run: async () => {
      await http.listen().catch((error: NodeJS.ErrnoException) => {
        throw new StartError(`cannot listen on port ${port} (${error.code ?? 'unknown'}): set PORT to a free one`);
      });
      const announcing = announceUntilHeard();
      await new Promise<void>((resolve) => {
        if (stopping.signal.aborted) resolve();
        else stopping.signal.addEventListener('abort', () => resolve(), { once: true });
      });
      await atMost(LAST_MS, Promise.all([http.close(), announcing, ...underWay.values()]));
    },
    stop: () => stopping.abort(),
  };
}
