import type grpc from '@grpc/grpc-js';
import type { Rpc } from '../faults/fault.js';
import { FaultPlan } from '../faults/fault-plan.js';
import type { Database } from '../log/database.js';
import { internalError, type RpcError } from '../wire/rpc-error.js';
import { FrontDoor } from './front-door.js';
import { type GrpcService, grpcService, type Tls } from './grpc-service.js';
import type { Member, ServedNode } from './served-node.js';
import { Traffic } from './traffic.js';

export interface NodeSettings {
  readonly version?: string;
  readonly maxAppendBytes?: number;
  readonly batchAppend?: boolean;
  readonly tls?: Tls;
}

/** One node: what it serves, on which port, and whether it lives. Its data is not its own. */
export class StandInNode implements ServedNode {
  readonly faults = new FaultPlan();
  readonly traffic = new Traffic();
  readonly version: string;
  readonly maxAppendBytes: number;
  readonly knowsBatchAppend: boolean;
  private readonly front = new FrontDoor((socket) => this.service?.admit(socket));
  private readonly onBroken = new Set<(error: RpcError) => void>();
  private service: GrpcService | undefined;
  private openPort = 0;

  constructor(
    readonly database: Database,
    private readonly settings: NodeSettings,
    readonly admit: (rpc: Rpc, metadata: grpc.Metadata) => void,
    readonly members: () => ReadonlyArray<Member>,
  ) {
    this.version = settings.version ?? '23.10.8';
    this.maxAppendBytes = settings.maxAppendBytes ?? 1024 * 1024;
    this.knowsBatchAppend = settings.batchAppend ?? true;
  }

  get port(): number {
    return this.openPort;
  }

  get isAlive(): boolean {
    return this.service !== undefined;
  }

  readonly cut = (peer: string): void => this.front.cut(peer);

  cutAll(): void {
    this.front.cutAll();
  }

  /** Starts, on the port it had before if it had one. */
  async start(port = this.openPort): Promise<void> {
    this.service = grpcService(this, this.settings.tls);
    this.openPort = await this.front.open(port);
  }

  /** Dies: connections drop, later ones are refused. */
  kill(): void {
    this.front.close();
    this.front.destroyAll();
    this.service?.close();
    this.service = undefined;
    this.database.recentIds.forget();
  }

  /** Refuses new connections at once, breaks what is still open after the grace, and dies. */
  async stop(graceMs: number): Promise<void> {
    this.front.close();
    if (this.service === undefined) return;
    await pause(graceMs);
    if (this.onBroken.size > 0) {
      for (const breaks of this.onBroken) breaks(internalError('Received RST_STREAM with code 2'));
      await pause(timeToSaySo);
    }
    this.kill();
  }

  readonly untilBroken = (onBroken: (error: RpcError) => void): (() => void) => {
    this.onBroken.add(onBroken);
    return () => this.onBroken.delete(onBroken);
  };
}

const timeToSaySo = 20;

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
