/** What a bot may say of its work. There is no field for a name, an id, a text or an address, so none can be logged. */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  readonly platform: string;
  readonly event: 'started' | 'stopped' | 'call-failed' | 'fetch-failed' | 'answer-failed' | 'given-up' | 'set-up-failed' | 'keep-failed';
  /** The platform's method that was called. */
  readonly method?: string;
  /** The platform's code of an error, or the kind of fault: `network`, `bug`. */
  readonly code?: number | string;
}

export type Log = (entry: LogEntry) => void;
