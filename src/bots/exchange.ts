import { type Dispatcher, errors } from 'undici';

/** What comes back of a request. */
export interface Exchanged {
  readonly status: number;
  /** Names and values by turns, as they came. */
  readonly headers: readonly Buffer[];
  readonly body: Buffer;
}

/** What ends a request early: Node's signal, and that of the package that grammY uses. */
interface Abort {
  readonly aborted: boolean;
  readonly addEventListener: (type: 'abort', listener: () => void) => void;
  readonly removeEventListener: (type: 'abort', listener: () => void) => void;
}

/** Ends a request early: when it is aborted, and so many milliseconds after a connection has taken it. */
export interface Bounds {
  readonly signal?: Abort | null | undefined;
  readonly ms?: number;
}

/**
 * Makes one request over connections that stay open and takes all that comes back, without the streams and objects that
 * undici's `request` makes for each: a bot makes nothing but calls, and waits for the whole of each answer.
 * Rejects with an error of undici's, whose code starts with UND_ERR_, or of Node's sockets.
 */
export function exchange(dispatcher: Dispatcher, request: Dispatcher.DispatchOptions, { signal, ms }: Bounds): Promise<Exchanged> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let status = 0;
    let headers: readonly Buffer[] = [];
    let ended: Error | undefined;
    let hangUp = (_: Error) => {};
    const settle = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
    const giveUp = (error: Error) => {
      ended = error;
      settle();
      reject(error);
      hangUp(error);
    };
    const abort = () => giveUp(new errors.RequestAbortedError());
    let timer: NodeJS.Timeout | undefined;
    signal?.addEventListener('abort', abort);
    dispatcher.dispatch(request, {
      onConnect: (close) => {
        hangUp = close;
        if (ended) close(ended);
        else if (ms !== undefined) timer = setTimeout(() => giveUp(new errors.HeadersTimeoutError()), ms);
      },
      onHeaders: (code, raw) => {
        status = code;
        headers = raw;
        return true;
      },
      onData: (chunk) => chunks.push(chunk) > 0,
      onComplete: () => {
        settle();
        resolve({ status, headers, body: Buffer.concat(chunks) });
      },
      onError: (error) => {
        settle();
        reject(error);
      },
    });
    if (signal?.aborted) abort();
  });
}
