import type { AskNow } from '../core/ask.ts';
import type { Suggest } from '../core/suggest.ts';
import type { Kept } from '../state/kept.ts';
import type { Log } from './log.ts';

/** A platform's bot, as main sees it. */
export interface ChatBot {
  /** What people call the platform. */
  readonly platform: string;
  /** Runs until it is stopped or the platform ends it. Rejects if it can't start at all, with a message for the operator. */
  readonly run: () => Promise<void>;
  /** Ends it, letting what is under way finish; `run` resolves when it has. */
  readonly stop: () => void;
}

/** What every platform's bot is given. */
export interface PlatformPorts {
  readonly ask: AskNow;
  /** A sentence of the wording by its key. */
  readonly say: (key: string, values?: Readonly<Record<string, string>>) => string;
  /** What can be offered while somebody still types. */
  readonly suggest: Suggest;
  readonly kept: Kept;
  readonly log: Log;
  /** The time in milliseconds. */
  readonly now: () => number;
  /** Where the whole privacy policy can be read. */
  readonly privacyUrl?: string;
}

/** What the operator sets for a platform. */
export interface PlatformSettings {
  readonly token: string;
  /** Another server than the platform's own. */
  readonly apiRoot?: string;
}
