/**
 * A process that keeps one PostgreSQL for whoever is connected to its socket, and ends with the last of them: the
 * suites of all workers share the server, and a test run that was killed leaves nothing behind.
 */
import { rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { connect } from 'node:net';
import { createPostgres } from './postgres-server.js';

const [, , path = ''] = process.argv;
const users = new Set<Socket>();

const started = createPostgres();
const answer = started.then(
  ({ address }) => ({ address: address('postgres') }),
  (error: unknown) => ({ error: String(error) }),
);

const end = async (): Promise<void> => {
  keeper.close();
  await started.then(
    ({ remove }) => remove(),
    () => undefined,
  );
  for (const user of users) user.destroy();
  process.exit();
};
const endIfAlone = (): void => {
  if (users.size === 0) void end();
};

const keeper = createServer((user) => {
  users.add(user);
  user.on('error', () => undefined);
  user.on('close', () => {
    users.delete(user);
    endIfAlone();
  });
  void answer.then((line) => user.write(`${JSON.stringify(line)}\n`));
});

// Where two keepers are started at once, one gives way. Where a dead one's socket lies about, it is taken over.
keeper.on('error', () => {
  const other = connect(path);
  other.on('connect', () => void end());
  other.on('error', () => {
    rmSync(path, { force: true });
    keeper.listen(path);
  });
});
keeper.listen(path, () => {
  setTimeout(endIfAlone, 10_000);
});
