import { type Database, systemEvent } from './database.js';

/** What a new server has written before anybody else. */
export const writeSystemEvents = (database: Database): void => {
  for (const [stream, type, data] of events) {
    database.write(stream, [systemEvent(type, data)], database.lastWritten(stream) + 1n);
  }
};

const events = [
  ['$$$stats-127.0.0.1:2113', '$metadata', '{"$maxAge":86400}'],
  ['$$$scavenges', '$metadata', '{"$maxAge":2592000}'],
  ['$user-admin', '$UserCreated', '{"loginName":"admin","groups":["$admins"]}'],
  ['$users', '$User', '"admin"'],
  ['$user-ops', '$UserCreated', '{"loginName":"ops","groups":["$ops"]}'],
  ['$users', '$User', '"ops"'],
  ['$settings', 'settings', '{"$userStreamAcl":{"$r":"$all","$w":"$all","$d":"$all"}}'],
] as const;
