import { GatewayCloseCodes, GatewayDispatchEvents, type GatewayDispatchPayload, SimpleShardingStrategy, type WebSocketOptions } from 'discord.js';
import { pause } from '../pause.ts';
import { converse, type Ending, type Session } from './connection.ts';
import { type Fault, toFault, UNAUTHORISED } from './faults.ts';

type BuildStrategy = NonNullable<WebSocketOptions['buildStrategy']>;

/** What the connections to the gateway run on. */
export interface GatewayPorts {
  /** Told of what fails and is tried again. */
  readonly onFault: (fault: Pick<Fault, 'code'>) => void;
  /** Told of a code after which Discord wants no second attempt. */
  readonly onRefused: (code: number) => void;
  /** How long Discord may take for each step of a beginning, and how long to wait before the nth repetition, in milliseconds. */
  readonly patience: { readonly gateway: number; readonly backOff: (attempt: number) => number };
  /** Ends all connections. */
  readonly stopping: AbortSignal;
}

/** The token, the shards, the version or the intents are wrong. */
const FINAL: readonly unknown[] = [
  UNAUTHORISED,
  GatewayCloseCodes.AuthenticationFailed,
  GatewayCloseCodes.InvalidShard,
  GatewayCloseCodes.ShardingRequired,
  GatewayCloseCodes.InvalidAPIVersion,
  GatewayCloseCodes.InvalidIntents,
  GatewayCloseCodes.DisallowedIntents,
];

/** How a try ended: a connection, or the call that asks for its address. */
type Tried = Omit<Ending, 'code'> & Pick<Fault, 'code'> & { readonly wait?: number };

/**
 * How discord.js is connected to the gateway, in place of its own way, which goes on after it was told to end, never gives an
 * address up, waits for nothing between two tries and ends the process where a message can't be read. Here each shard is
 * a loop: one connection after the other and never two at once, until `stopping` ends it.
 */
export function createGateway({ onFault, onRefused, patience, stopping }: GatewayPorts): BuildStrategy {
  const runShard = async (open: (session: Session | undefined) => Promise<Ending>) => {
    let session: Session | undefined;
    let failures = 0;
    while (!stopping.aborted) {
      const tried: Tried = await open(session).catch((error: unknown) => ({ ...toFault(error), session: session && { ...session, address: undefined }, held: false }));
      if (stopping.aborted) return;
      if (FINAL.includes(tried.code)) return onRefused(Number(tried.code));
      onFault(tried);
      session = tried.session;
      failures = tried.held ? 0 : failures + 1;
      await pause(Math.max(patience.backOff(failures), tried.wait ?? 0), stopping);
    }
  };

  return (manager) => {
    const idle = new SimpleShardingStrategy(manager);
    let ids: readonly number[] = [];
    let running: Promise<unknown> = Promise.resolve();

    const connect = async () => {
      const { token, intents, identifyProperties: properties, buildIdentifyThrottler } = manager.options;
      const throttler = await buildIdentifyThrottler(manager);
      const openShard = (id: number) => async (session: Session | undefined) =>
        converse({
          address: session?.address ?? (await manager.fetchGatewayInformation(true)).url,
          token,
          session,
          identity: { intents, properties, shard: [id, ids.length] },
          turn: () => throttler.waitForIdentify(id, stopping).catch(() => {}),
          receive: (data: GatewayDispatchPayload) => {
            if (data.t === GatewayDispatchEvents.Ready) manager.emit('ready', { data: data.d, shardId: id });
            manager.emit('dispatch', { data, shardId: id });
          },
          onMalformed: () => onFault({ code: 'malformed' }),
          patience: patience.gateway,
          stopping,
        });
      running = Promise.all(ids.map((id) => runShard(openShard(id))));
    };

    return {
      spawn: (all) => {
        ids = all;
      },
      connect,
      destroy: async () => {
        await running;
      },
      // What discord.js could still ask for is of no use to an app that only answers.
      send: (id, payload) => idle.send(id, payload),
      fetchStatus: () => idle.fetchStatus(),
    };
  };
}
