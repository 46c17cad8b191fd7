import type { FaultPlan } from './faults/fault-plan.js';
import type { Rpc } from './faults/fault.js';
import { Database } from './log/database.js';
import { writeSystemEvents } from './log/system-events.js';
import type { Tls } from './node/grpc-service.js';
import { StandInNode } from './node/stand-in-node.js';
import { plant, type Planted } from './plant.js';
import { type Recorded, recordedOf } from './recorded.js';

export interface StandInOptions {
  /** Left out: any free one. */
  readonly port?: number;
  /** What `ServerFeatures` says. */
  readonly version?: string;
  /** The limit of the data bytes of one append, 1 MiB if left out. */
  readonly maxAppendBytes?: number;
  /** Does the server know `BatchAppend`, as all do since 21.10? */
  readonly batchAppend?: boolean;
  /** How many event ids an append without an exact revision is compared with. */
  readonly rememberedIds?: number;
  /** Speaks TLS with this key and certificate. */
  readonly tls?: Tls;
}

/** A server in this process. It keeps its events through `kill` and `restart`, and loses them with the process. */
export interface StandInServer {
  readonly port: number;
  /** What `eventStoreDb` and the client take. */
  readonly connectionString: string;
  readonly faults: FaultPlan;
  /** Everything that is committed, in order: system events too. */
  readonly events: () => ReadonlyArray<Recorded>;
  /** Writes one event past every check, as another program might have: any UTF-8 text as data and metadata. */
  readonly plant: (stream: string, event: Planted) => Promise<void>;
  /** How many calls of a kind came so far. */
  readonly served: (rpc: Rpc) => number;
  /** How many calls of a kind are open now. */
  readonly open: (rpc: Rpc) => number;
  /** Nothing more is committed, so no append answered, until the returned function is called. */
  readonly holdCommits: () => () => void;
  /** Destroys every connection; new ones are welcome. */
  readonly cutConnections: () => void;
  /** Dies as by SIGKILL: connections drop, new ones are refused. */
  readonly kill: () => void;
  /** Lives again, on the same port with the same events. */
  readonly restart: () => Promise<void>;
  /** Refuses new connections at once; breaks the open ones after so many milliseconds, 0 if left out. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

/** Starts an EventStoreDB that is none, on 127.0.0.1. */
export const standInServer = async (options: StandInOptions = {}): Promise<StandInServer> => {
  const database = new Database(options.rememberedIds);
  writeSystemEvents(database);
  const node: StandInNode = new StandInNode(
    database,
    nodeSettings(options),
    () => undefined,
    () => [{ host: '127.0.0.1', port: node.port, isLeader: true, isAlive: true }],
  );
  await node.start(options.port);
  const tls = options.tls !== undefined;
  return {
    port: node.port,
    connectionString: `esdb://127.0.0.1:${node.port}?tls=${tls}`,
    faults: node.faults,
    events: () => database.log.records.slice(0, database.log.committed).map(recordedOf),
    plant: plant(database),
    served: (rpc) => node.traffic.served(rpc),
    open: (rpc) => node.traffic.open(rpc),
    holdCommits: () => database.log.hold(),
    cutConnections: () => node.cutAll(),
    kill: () => node.kill(),
    restart: () => node.start(),
    stop: (graceMs = 0) => node.stop(graceMs),
  };
};

export const nodeSettings = (options: StandInOptions) => ({
  version: options.version ?? '23.10.8',
  maxAppendBytes: options.maxAppendBytes ?? 1024 * 1024,
  knowsBatchAppend: options.batchAppend ?? true,
  ...(options.tls !== undefined && { tls: options.tls }),
});
