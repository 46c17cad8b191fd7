import type { Socket } from 'node:net';
import grpc from '@grpc/grpc-js';
import { append } from '../rpc/append.js';
import { batchAppend } from '../rpc/batch-append.js';
import { softDelete, tombstone } from '../rpc/delete.js';
import { features } from '../rpc/features.js';
import { gossip } from '../rpc/gossip.js';
import { read } from '../rpc/read.js';
import { featuresService, gossipService, streamsService } from '../wire/generated.js';
import type { ServedNode } from './served-node.js';

/** A key and its certificate, in PEM. */
export interface Tls {
  readonly key: Buffer;
  readonly cert: Buffer;
}

/** The calls of a node, spoken over sockets that somebody else listens for. */
export interface GrpcService {
  readonly admit: (socket: Socket) => void;
  readonly close: () => void;
}

export const grpcService = (node: ServedNode, tls?: Tls): GrpcService => {
  const server = new grpc.Server({ 'grpc.max_receive_message_length': maxMessageBytes });
  server.addService(streamsService, {
    append: append(node),
    batchAppend: batchAppend(node),
    read: read(node),
    delete: softDelete(node),
    tombstone: tombstone(node),
  });
  server.addService(featuresService, { getSupportedMethods: features(node) });
  server.addService(gossipService, { read: gossip(node) });
  const injector = server.createConnectionInjector(
    tls === undefined
      ? grpc.ServerCredentials.createInsecure()
      : grpc.ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.cert }]),
  );
  return {
    admit: (socket) => injector.injectConnection(socket),
    close: () => {
      injector.destroy();
      server.forceShutdown();
    },
  };
};

const maxMessageBytes = 16 * 1024 * 1024;
