import { GatewayDispatchEvents, type GatewayDispatchPayload, GatewayOpcodes, type GatewayReceivePayload } from 'discord.js';
import { WebSocket } from 'ws';

/** What it takes to go on where a connection broke off. */
export interface Session {
  readonly id: string;
  /** The number of the last event that came. */
  readonly sequence: number;
  /** Where Discord wants it to be resumed; undefined once nobody was there. */
  readonly address: string | undefined;
}

/** How a connection ended. */
export interface Ending {
  /** Discord's code of the close, or what else it was. */
  readonly code: number | 'network' | 'silent' | 'malformed' | 'reconnect' | 'invalid-session' | 'stopped';
  /** What the next connection can go on with. */
  readonly session: Session | undefined;
  /** Whether it lasted until a heartbeat, so that Discord is well again. */
  readonly held: boolean;
}

/** What a connection runs on. */
export interface ConnectionPorts {
  readonly address: string;
  readonly token: string;
  /** What to go on with; undefined to begin anew. */
  readonly session: Session | undefined;
  /** What a new session is asked for with, besides the token. */
  readonly identity: object;
  /** Resolves when a new session may be begun. Never rejects. */
  readonly turn: () => Promise<void>;
  /** Takes an event. May throw. */
  readonly receive: (event: GatewayDispatchPayload) => void;
  /** Told of an event that can't be read: it is left out, and no more. */
  readonly onMalformed: () => void;
  /** How long Discord may take to greet and to take us, each in milliseconds. */
  readonly patience: number;
  readonly stopping: AbortSignal;
}

/** Our closes: one that ends the session, and one after which it can be resumed. */
const NORMAL = 1000;
const TO_RESUME = 4200;
/** What is called the close of a connection that broke. */
const BROKEN = 1006;
/** How long Discord may take to say goodbye, in milliseconds. */
const GOODBYE_MS = 500;

/** Holds one conversation with the gateway, from its opening to its end. Rejects if the address is none. */
export async function converse(ports: ConnectionPorts): Promise<Ending> {
  const { address, token, identity, turn, receive, onMalformed, patience, stopping } = ports;
  const socket = new WebSocket(`${address}?v=10&encoding=json`);
  let { session } = ports;
  let greeted = false;
  let taken = false;
  let held = false;
  let acknowledged = true;
  let why: Ending['code'] | undefined;
  let pulse: NodeJS.Timeout | undefined;
  let deadline: NodeJS.Timeout | undefined;

  const send = (op: GatewayOpcodes, d: unknown) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ op, d }));
  };

  /** What Discord owes us has to come within some milliseconds, or the connection is dead. */
  const wait = (ms: number) => {
    clearTimeout(deadline);
    deadline = setTimeout(() => {
      why ??= 'silent';
      socket.terminate();
    }, ms);
  };

  const hangUp = (reason: Ending['code'], code = TO_RESUME) => {
    why ??= reason;
    wait(GOODBYE_MS);
    socket.close(code);
  };

  const beat = () => send(GatewayOpcodes.Heartbeat, session?.sequence ?? null);
  const beatIn = (ms: number, interval: number) => {
    pulse = setTimeout(() => {
      if (!acknowledged) return hangUp('silent');
      acknowledged = false;
      beat();
      beatIn(interval, interval);
    }, ms);
  };

  const introduce = async () => {
    if (session) send(GatewayOpcodes.Resume, { token, session_id: session.id, seq: session.sequence });
    else {
      clearTimeout(deadline);
      await turn();
      send(GatewayOpcodes.Identify, { token, ...identity });
    }
    if (socket.readyState === WebSocket.OPEN) wait(patience);
  };

  const hearEvent = (event: GatewayDispatchPayload) => {
    if (session && event.s > session.sequence) session = { ...session, sequence: event.s };
    // What is said of a resumption is for us only: discord.js keeps no session of its own here.
    if (event.t !== GatewayDispatchEvents.Resumed) receive(event);
    if (event.t === GatewayDispatchEvents.Ready) session = { id: event.d.session_id, sequence: event.s, address: event.d.resume_gateway_url };
    if (event.t !== GatewayDispatchEvents.Ready && event.t !== GatewayDispatchEvents.Resumed) return;
    taken = true;
    clearTimeout(deadline);
  };

  const hear = (message: GatewayReceivePayload): void | Promise<void> => {
    switch (message.op) {
      case GatewayOpcodes.Dispatch:
        return hearEvent(message);
      case GatewayOpcodes.Hello:
        beatIn(Math.random() * message.d.heartbeat_interval, message.d.heartbeat_interval);
        greeted = true;
        return introduce();
      case GatewayOpcodes.Heartbeat:
        return beat();
      case GatewayOpcodes.HeartbeatAck:
        acknowledged = true;
        held = taken;
        return;
      case GatewayOpcodes.Reconnect:
        return hangUp('reconnect');
      case GatewayOpcodes.InvalidSession:
        if (!message.d) session = undefined;
        return hangUp('invalid-session');
    }
  };

  const ended = new Promise<Ending>((resolve) => {
    socket.on('close', (code) => {
      clearTimeout(pulse);
      clearTimeout(deadline);
      stopping.removeEventListener('abort', stop);
      resolve({ code: why ?? (code === BROKEN ? 'network' : code), session: sessionAfter(), held });
    });
  });
  /** Where nobody was, nobody is asked again; a session that Discord didn't take is over. */
  const sessionAfter = () => {
    if (taken) return session;
    return greeted ? undefined : session && { ...session, address: undefined };
  };
  const stop = () => hangUp('stopped', NORMAL);

  socket.on('message', (raw) => {
    // What still comes when we have hung up is for the next connection.
    if (why !== undefined) return;
    try {
      void hear(JSON.parse(String(raw)));
    } catch {
      if (taken) onMalformed();
      else hangUp('malformed');
    }
  });
  // What went wrong shows in the close that follows.
  socket.on('error', () => {});
  stopping.addEventListener('abort', stop);
  wait(patience);
  return ended;
}
