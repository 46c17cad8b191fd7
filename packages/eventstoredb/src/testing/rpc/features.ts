import type grpc from '@grpc/grpc-js';
import type { ServedNode } from '../node/served-node.js';
import {
  bytesOf,
  featuresService,
  gossipService,
  serverFeatures,
  streamsService,
} from '../wire/generated.js';
import { answerOnce } from './unary.js';

/** Which version the server is, and which calls it knows. */
export const features =
  (node: ServedNode) =>
  (call: grpc.ServerUnaryCall<unknown, Buffer>, callback: grpc.sendUnaryData<Buffer>): void =>
    void answerOnce(node, 'features', call, callback, () =>
      bytesOf(
        new serverFeatures.SupportedMethods()
          .setEventStoreServerVersion(node.version)
          .setMethodsList(methods(node)),
      ),
    );

const methods = (node: ServedNode): serverFeatures.SupportedMethod[] =>
  known
    .map(({ path }) => path.toLowerCase().split('/'))
    .filter(([, , method]) => node.knowsBatchAppend || method !== 'batchappend')
    .map(([, service = '', method = '']) =>
      new serverFeatures.SupportedMethod()
        .setServiceName(service)
        .setMethodName(method)
        .setFeaturesList(featuresOf[method] ?? []),
    );

const known: ReadonlyArray<{ readonly path: string }> = [
  ...Object.values(streamsService),
  ...Object.values(featuresService),
  ...Object.values(gossipService),
];

const featuresOf: Readonly<Record<string, string[]>> = {
  read: ['position', 'events'],
  batchappend: ['deadline_duration'],
};
