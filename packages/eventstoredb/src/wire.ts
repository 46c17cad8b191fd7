import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient, StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { AppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { Channel, ChannelCredentials, type ClientReadableStream } from '@grpc/grpc-js';
import { appendMessages } from './append-messages.js';
import type { ConnectionSettings, EndPoint } from './connection-settings.js';
import { Expired, within } from './deadlines.js';
import { findNode } from './find-node.js';
import type { PreparedAppend } from './prepared-append.js';
import { certificates, channelOptions } from './wire-options.js';
import { streamedCall } from './streamed-call.js';
import { type ReadAnswer, readAnswer } from './read-answer.js';
import { type ReadWhat, readRequest } from './requests.js';

/** Hears what a read says, and then once that it is over: without an error where the server ended it. */
export interface ReadListener {
  readonly message: (answer: ReadAnswer) => void;
  readonly ended: (error: unknown) => void;
}

export type ReadCall = Pick<ClientReadableStream<ReadAnswer>, 'cancel' | 'pause' | 'resume'>;

/**
 * One connection to one node: thrown away as a whole once it is in doubt, never mended. The client signs the
 * calls. The calls are ours, on a channel of our own: its batch append shares state with every other client
 * of the process, and its reads hide what the bytes were.
 */
export class Wire extends EventStoreDBClient {
  private opened: Promise<Opened> | undefined;
  private readonly calls = new Set<{ readonly cancel: () => void }>();
  private readonly secrets: ReturnType<typeof certificates>;
  private readonly retiring = new AbortController();

  constructor(
    private readonly settings: ConnectionSettings,
    private readonly node: EndPoint | undefined,
  ) {
    const { connectionName = 'partner-incentives' } = settings;
    const secrets = certificates(settings);
    super(
      { endpoint: node ?? settings.hosts[0], connectionName },
      { insecure: settings.tls === false, ...secrets },
      settings.credentials,
    );
    this.secrets = secrets;
  }

  async read(what: ReadWhat, requiresLeader: boolean, listener: ReadListener): Promise<ReadCall> {
    const request = readRequest(what);
    const { streams } = await this.open();
    const call = streams.makeServerStreamRequest(
      path,
      requestSerialize,
      readAnswer,
      request,
      ...this.callArguments({ requiresLeader }, forEver),
    );
    this.calls.add(call);
    // At once: an error that nobody listens to ends the process.
    call.on('error', (error) => {
      this.calls.delete(call);
      listener.ended(error);
    });
    call.on('end', () => {
      this.calls.delete(call);
      listener.ended(undefined);
    });
    call.on('data', listener.message);
    return call;
  }

  /** Rejects with what gRPC says, or `Expired`. */
  async append(append: PreparedAppend, ms: number): Promise<AppendResp> {
    const messages = appendMessages(append);
    const { channel } = await this.open();
    const [metadata, { credentials }] = this.callArguments({ requiresLeader: true }, forEver);
    const call = streamedCall(channel, StreamsService.append.path, metadata, credentials, messages);
    this.calls.add(call);
    try {
      return StreamsService.append.responseDeserialize(await within(ms, call.answer));
    } catch (error) {
      // Ours, not gRPC's: that one is not looked at while a channel connects.
      if (error instanceof Expired) call.cancel();
      throw error;
    } finally {
      this.calls.delete(call);
    }
  }

  /** Nothing new goes this way; what is under way may come to its end. */
  retire(): void {
    this.retiring.abort();
    this.opened?.then(
      ({ streams }) => streams.close(),
      () => undefined,
    );
  }

  /** Ends what is under way too. */
  cut(): void {
    for (const call of this.calls) call.cancel();
    this.retire();
  }

  get isIdle(): boolean {
    return this.calls.size === 0;
  }

  /** Knows the node, and has a channel to it; connecting is the channel's business. */
  open(): Promise<Opened> {
    this.opened ??= this.endPoint().then(({ address, port }) => {
      const target = `${address}:${port}`;
      const channel = new Channel(target, this.channelCredentials(), channelOptions(this.settings));
      const streams = new StreamsClient(target, ChannelCredentials.createInsecure(), {
        channelOverride: channel,
      });
      return { channel, streams };
    });
    return this.opened;
  }

  private async endPoint(): Promise<EndPoint> {
    if (this.node !== undefined) return this.node;
    const { hosts, discover } = this.settings;
    if (hosts.length === 1 && !discover) return hosts[0];
    return findNode(this.settings, this.channelCredentials(), this.retiring.signal);
  }

  private channelCredentials(): ChannelCredentials {
    const { rootCertificate = null, userKeyFile = null, userCertFile = null } = this.secrets;
    return this.settings.tls === false
      ? ChannelCredentials.createInsecure()
      : ChannelCredentials.createSsl(rootCertificate, userKeyFile, userCertFile);
  }
}

interface Opened {
  readonly channel: Channel;
  readonly streams: StreamsClient;
}

const forEver = { deadline: Infinity };
const { path, requestSerialize } = StreamsService.read;
