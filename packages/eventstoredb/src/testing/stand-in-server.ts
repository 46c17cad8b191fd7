import type { Rpc } from './faults/fault.js';
import type { FaultPlan } from './faults/fault-plan.js';
import { admission } from './node/admission.js';
import { StandInNode } from './node/stand-in-node.js';
import { plant, type Planted } from './plant.js';
import { type Recorded, recordedOf } from './recorded.js';
import { databaseFor, type StandInOptions } from './stand-in-options.js';

/** A server in this process. It keeps its events through `kill` and `restart`, and loses them with the process. */
export interface StandInServer {
  readonly port: number;
  /** What `eventStoreDb` and the client take. With TLS the caller adds its `tlsCAFile`. */
  readonly connectionString: string;
  readonly faults: FaultPlan;
  /** Everything that is committed, in order: system events too. */
  readonly events: () => ReadonlyArray<Recorded>;
  /** Writes one event past every check, as another program might have: any UTF-8 text as data and metadata. */
  readonly plant: (stream: string, event: Planted) => Promise<void>;
  /** Removes what streams were truncated of or deleted with: from then on it is nowhere in the log. */
  readonly scavenge: () => void;
  /** How many calls of a kind came so far. */
  readonly served: (rpc: Rpc) => number;
  /** How many calls of a kind are open now. */
  readonly open: (rpc: Rpc) => number;
  /** How many events went out with calls of a kind. */
  readonly sent: (rpc: Rpc) => number;
  /** Nothing more is committed, so no append answered, until the returned function is called. */
  readonly holdCommits: () => () => void;
  /** Destroys every connection; new ones are welcome. */
  readonly cutConnections: () => void;
  /** Dies as by SIGKILL: connections drop, new ones are refused. */
  readonly kill: () => void;
  /** Lives again, on the same port with the same events. */
  readonly restart: () => Promise<void>;
  /** Refuses new connections at once, and breaks the open ones after so many milliseconds, 0 if left out. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** Starts an EventStoreDB that is none, on 127.0.0.1. */
export const standInServer = async (options: StandInOptions = {}): Promise<StandInServer> => {
  const { database, close } = databaseFor(options);
  const alone = { isLeader: () => true, leader: () => undefined };
  const node: StandInNode = new StandInNode(
    database,
    options,
    admission(alone, options.users),
    () => [{ host: '127.0.0.1', port: node.port, isLeader: true, isAlive: true }],
  );
  await database.log.whenCommitted;
  await node.start(options.port);
  const server = serverOn(node, options);
  return {
    ...server,
    stop: async (graceMs) => {
      await server.stop(graceMs);
      close();
    },
  };
};

/** What a test sees of a node. */
export const serverOn = (node: StandInNode, { tls }: StandInOptions): StandInServer => {
  const { log } = node.database;
  return {
    port: node.port,
    connectionString: `esdb://127.0.0.1:${node.port}?tls=${tls !== undefined}`,
    faults: node.faults,
    events: () => log.records.slice(0, log.committed).map(recordedOf),
    plant: plant(node.database),
    scavenge: () => node.database.scavenge(),
    served: (rpc) => node.traffic.served(rpc),
    open: (rpc) => node.traffic.open(rpc),
    sent: (rpc) => node.traffic.sent(rpc),
    holdCommits: () => log.hold(),
    cutConnections: () => node.cutAll(),
    kill: () => node.kill(),
    restart: () => node.start(),
    stop: (graceMs = 0) => node.stop(graceMs),
  };
};
