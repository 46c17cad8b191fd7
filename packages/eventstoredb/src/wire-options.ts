import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectionSettings } from './connection-settings.js';

export const certificates = ({ tls, tlsCAFile, userCertFile, userKeyFile }: ConnectionSettings) => {
  const file = (path: string | undefined) =>
    tls === false || path === undefined ? undefined : readFileSync(resolve(path));
  const [authority, certificate, key] = [tlsCAFile, userCertFile, userKeyFile].map(file);
  return {
    ...(authority && { rootCertificate: authority }),
    ...(certificate && { userCertFile: certificate }),
    ...(key && { userKeyFile: key }),
  };
};

export const channelOptions = ({
  keepAliveInterval = 10_000,
  keepAliveTimeout = 10_000,
}: ConnectionSettings) => ({
  'grpc.keepalive_time_ms': keepAliveInterval < 0 ? Number.MAX_SAFE_INTEGER : keepAliveInterval,
  'grpc.keepalive_timeout_ms': keepAliveTimeout < 0 ? Number.MAX_SAFE_INTEGER : keepAliveTimeout,
  // Else all channels of the process to one node are one TCP connection, which one of them could not give up.
  'grpc.use_local_subchannel_pool': 1,
  'grpc.max_receive_message_length': 17 * 1024 * 1024,
  // Nobody looks at gRPC's own records of each call, which cost more than a call's message.
  'grpc.enable_channelz': 0,
});
