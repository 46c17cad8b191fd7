import type { ConnectionSettings, EndPoint } from './connection-settings.js';
import { breaksConnection, grpcFault, type GrpcFault } from './grpc-fault.js';
import type { Wire } from './wire.js';

/**
 * The wire in use, made when it is first needed and replaced once it is in doubt: so the next call works as soon as
 * there is a server to answer it.
 */
export class Connection {
  private wire: Promise<Wire> | undefined;
  /** Where the leader is, as far as somebody told. */
  private leader: EndPoint | undefined;
  private readonly retired = new Set<Wire>();
  private isClosed = false;

  private severalNodes: boolean;

  constructor(private readonly settings: ConnectionSettings) {
    this.severalNodes = settings.discover || settings.hosts.length > 1;
  }

  /** Are there several nodes? Then where one does not answer another one does, or will once it leads. */
  get isCluster(): boolean {
    return this.severalNodes;
  }

  current(): Promise<Wire> {
    if (this.isClosed) return Promise.reject(new Error(wasClosed));
    this.wire ??= this.connect();
    return this.wire;
  }

  /** What an error of a call on this wire means; the wire is given up where it is in doubt. */
  readonly faultOf = async (wire: Wire | undefined, error: unknown): Promise<GrpcFault> => {
    const told = grpcFault(error);
    const fault: GrpcFault =
      told._tag === 'NotSent' && this.isCluster ? { ...told, _tag: 'NotReady' } : told;
    if (fault._tag === 'NotLeader') this.severalNodes = true;
    if (this.isClosed && fault._tag !== 'Refused') return { ...fault, reason: wasClosed };
    if (wire !== undefined && breaksConnection(fault)) {
      await this.replace(wire, fault._tag === 'NotLeader' ? fault.leader : undefined);
    }
    return fault;
  };

  /** Nobody is asked any more; what is under way ends. */
  async close(): Promise<void> {
    this.isClosed = true;
    const wire = await this.wire?.catch(() => undefined);
    for (const each of this.retired) each.cut();
    this.retired.clear();
    wire?.cut();
  }

  private async connect(): Promise<Wire> {
    // Loading the client takes longer than loading everything else: those who never call do not pay.
    try {
      const { Wire } = await import('./wire.js');
      return new Wire(this.settings, this.leader);
    } catch (error) {
      this.wire = undefined;
      throw error;
    } finally {
      this.leader = undefined;
    }
  }

  private async replace(wire: Wire, leader: EndPoint | undefined): Promise<void> {
    if (this.isClosed || (await this.wire?.catch(() => undefined)) !== wire) return;
    this.wire = undefined;
    this.leader = leader;
    wire.retire();
    for (const each of this.retired) if (each.isIdle) this.retired.delete(each);
    this.retired.add(wire);
  }
}

const wasClosed = 'it was closed';
