/** A platform's bot, as main sees it. */
export interface ChatBot {
  /** What people call the platform. */
  readonly platform: string;
  /** Runs until it is stopped or the platform ends it. Rejects if it can't start at all, with a message for the operator. */
  readonly run: () => Promise<void>;
  /** Ends it, letting what is under way finish; `run` resolves when it has. */
  readonly stop: () => void;
}

/** What keeps a bot from starting and an operator can mend; its message says how, and holds no token. */
export class StartError extends Error {}
