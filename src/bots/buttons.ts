import { OFFERED, type Offer, type Wish } from '../core/question.ts';

/** What a button asks: a question by its ids, and which page of its answer. */
export interface Press {
  readonly wish: Wish;
  /** From 0. */
  readonly page: number;
}

const VERSION = '1';
/** Telegram takes at most 64 bytes; ids are plain ASCII. */
const MOST_BYTES = 64;
const LETTERS = { lookup: 'l', overview: 'o', compare: 'c', explain: 'e', why: 'w' } as const satisfies Record<Offer['intent'], string>;
const ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/u;

/** How the parts of an id are told apart: on a button, and in a link, which takes letters, figures, "_" and "-" only. */
interface Form {
  readonly field: string;
  readonly app: string;
}

const BUTTON: Form = { field: ':', app: '+' };
const LINK: Form = { field: '_', app: '--' };

function write({ intent, apps, topic }: Offer, page: number, { field, app }: Form): string {
  const fields = [VERSION, LETTERS[intent], apps.join(app), topic ?? '', ...(page > 0 ? [String(page)] : [])];
  return fields.join(field);
}

function read(data: string, { field, app }: Form): Press | undefined {
  const [version, letter, apps = '', topic = '', page = '0', ...more] = data.split(field);
  const intent = OFFERED.find((one) => LETTERS[one] === letter);
  const ids = apps === '' ? [] : apps.split(app);
  const sound = version === VERSION && more.length === 0 && [...ids, ...(topic === '' ? [] : [topic])].every((id) => ID.test(id)) && /^\d{1,2}$/u.test(page);
  return intent && sound ? { wish: { intent, apps: ids, topic: topic === '' ? null : topic }, page: Number(page) } : undefined;
}

/** An offer as it fits: one of several apps that is too long drops its topic; undefined if it is too long even so. */
function fitted(offer: Offer, page: number, form: Form): string | undefined {
  return [write(offer, page, form), write({ ...offer, topic: null }, page, form)].slice(0, offer.apps.length > 1 ? 2 : 1).find((data) => data.length <= MOST_BYTES);
}

/** The id of a button, `1:<intent letter>:<app>[+<app>]:<topic>[:<page>]`, at most 64 bytes; undefined if it can't be that short. */
export function toButton(offer: Offer, page = 0): string | undefined {
  return fitted(offer, page, BUTTON);
}

/** The question why, of an answer that gives a verdict; undefined for any other. */
export function whyOf(about: Offer | null): Offer | undefined {
  return about?.intent === 'lookup' && about.topic !== null ? { ...about, intent: 'why' } : undefined;
}

/** What a button of ours asks; undefined for an old or foreign one. */
export function readButton(data: string): Press | undefined {
  return read(data, BUTTON);
}

/** The same as the payload of a link, of letters, figures, "_" and "-" only. */
export function toLink(offer: Offer): string | undefined {
  return fitted(offer, 0, LINK);
}

/** What a link of ours asks; undefined for an old or foreign one. */
export function readLink(payload: string): Wish | undefined {
  return read(payload, LINK)?.wish;
}
