import { HttpError, type Transformer } from 'grammy';
import { Pool } from 'undici';
import { oncePer } from '../../core/memo.ts';
import { exchange } from '../exchange.ts';

/** Where calls go, as whom, and how long one may take, in seconds. */
export interface Line {
  readonly token: string;
  readonly apiRoot?: string;
  readonly callSeconds: number;
  /** Calls that are left to grammY, which puts them into the response to an update that was delivered. */
  readonly inResponse?: ReadonlySet<string>;
}

const TELEGRAM = 'https://api.telegram.org';
const NONE: ReadonlySet<string> = new Set();

/** The fields of an object as JSON, each behind its name. */
function fieldsOf(value: object): readonly string[] {
  return Object.entries(value).flatMap(([key, one]) => (one === undefined ? [] : [`${JSON.stringify(key)}:${toJson(one)}`]));
}

function toObject(fields: readonly string[]): string {
  return `{${fields.join()}}`;
}

/** An object's JSON, kept with it: the parts of pages and keyboards are made once and sent to many, and never changed. */
const keptJson = oncePer((value: object): string => (Array.isArray(value) ? `[${value.map(toJson).join()}]` : toObject(fieldsOf(value))));

function toJson(value: unknown): string {
  return typeof value === 'object' && value !== null ? keptJson(value) : JSON.stringify(value);
}

/** A page's text and entities as JSON, kept with the entities: a text comes with the same ones always. */
const keptPage = oncePer((entities: object, text: string) => `"text":${JSON.stringify(text)},"entities":${toJson(entities)}`);

/** What is sent, as JSON. */
function payloadToJson(payload: object): string {
  const { text, entities, ...rest }: { readonly text?: unknown; readonly entities?: unknown } = payload;
  const isPage = typeof text === 'string' && typeof entities === 'object' && entities !== null;
  return toObject(isPage ? [keptPage(entities, text), ...fieldsOf(rest)] : fieldsOf(payload));
}

/** What a server says to a call. Throws if that is nothing that a Bot API server says: a proxy in front of it may speak JSON too. */
function readAnswer(json: string): Awaited<ReturnType<Transformer>> {
  const answer = JSON.parse(json);
  const isAnswer = answer?.ok === true ? 'result' in answer : answer?.ok === false && Number.isInteger(answer.error_code) && answer.error_code >= 300;
  if (!isAnswer) throw new Error('no answer of a Bot API server');
  return answer;
}

/**
 * Makes calls of the Bot API over connections that stay open, in place of grammY's own client, which looks through every answer
 * for files to upload and makes a handful of objects to time each call. Every call here is a POST of JSON, and JSON comes back.
 * Rejects with grammY's HttpError where the connection fails, the call is aborted or takes too long, or what comes is no answer of a Bot API server.
 */
export function createTransport({ token, apiRoot = TELEGRAM, callSeconds, inResponse = NONE }: Line): Transformer {
  const { origin, pathname } = new URL(apiRoot);
  const pool = new Pool(origin);
  const path = `${pathname.replace(/\/$/u, '')}/bot${token}/`;
  const headers = { 'content-type': 'application/json' };
  const call: Transformer = async (_, method, payload, signal) => {
    const request = { path: path + method, method: 'POST', headers, body: payloadToJson(payload) } as const;
    try {
      const { body } = await exchange(pool, request, { signal, ms: callSeconds * 1000 });
      return readAnswer(body.toString());
    } catch (error) {
      throw new HttpError(`Network request for '${method}' failed!`, error);
    }
  };
  return (previous, method, payload, signal) => (inResponse.has(method) ? previous(method, payload, signal) : call(previous, method, payload, signal));
}
