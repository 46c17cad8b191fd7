/**
 * The messages and services the client itself was built with. It has to be the same copy: the messages register
 * themselves in one global namespace, and a second copy would break the first. 64-bit fields are strings.
 */
import code from '@eventstore/db-client/generated/code_pb.js';
import gossip from '@eventstore/db-client/generated/gossip_pb.js';
import gossipGrpc from '@eventstore/db-client/generated/gossip_grpc_pb.js';
import serverFeatures from '@eventstore/db-client/generated/serverfeatures_pb.js';
import serverFeaturesGrpc from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import status from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';

export { code, gossip, serverFeatures, shared, status, streams };

/** Every answer is written as bytes of our own, so that a fault can also send what is no message at all. */
const asBytes = { responseSerialize: (bytes: Buffer): Buffer => bytes };

const { append, batchAppend, read, delete: softDelete, tombstone } = streamsGrpc.StreamsService;

export const streamsService = {
  append: { ...append, ...asBytes },
  batchAppend: { ...batchAppend, ...asBytes },
  read: { ...read, ...asBytes },
  delete: { ...softDelete, ...asBytes },
  tombstone: { ...tombstone, ...asBytes },
};
export const featuresService = {
  getSupportedMethods: {
    ...serverFeaturesGrpc.ServerFeaturesService.getSupportedMethods,
    ...asBytes,
  },
};
export const gossipService = { read: { ...gossipGrpc.GossipService.read, ...asBytes } };

export const bytesOf = (message: { serializeBinary(): Uint8Array }): Buffer => {
  const bytes = message.serializeBinary();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
};
