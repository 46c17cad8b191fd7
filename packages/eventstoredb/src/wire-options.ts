import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectionSettings, EndPoint } from './connection-settings.js';

export const seeds = ({ hosts, discover }: ConnectionSettings, node: EndPoint | undefined) => {
  if (node !== undefined) return { endpoint: node };
  if (discover) return { discover: hosts[0] };
  return hosts.length > 1 ? { endpoints: [...hosts] } : { endpoint: hosts[0] };
};

export const discovery = ({
  connectionName = 'partner-incentives',
  nodePreference = 'leader',
  // Few: it cannot be stopped, and the next call begins anew.
  maxDiscoverAttempts = 3,
  discoveryInterval,
  gossipTimeout,
}: ConnectionSettings) => ({
  connectionName,
  nodePreference,
  maxDiscoverAttempts,
  ...(discoveryInterval !== undefined && { discoveryInterval }),
  ...(gossipTimeout !== undefined && { gossipTimeout }),
});

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
});
