// What the bare client does to a process. Usage: node bare-client.mjs <scenario> <connection string>
// Says what happened as one line of JSON; a crash says it by the exit code.
import {
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  START,
  streamNameFilter,
} from '@eventstore/db-client';

const [scenario, connectionString] = process.argv.slice(2);
const client = EventStoreDBClient.connectionString(connectionString);
const plain = { credentials: { username: 'admin', password: 'changeit' } };
const event = (given = {}) => jsonEvent({ type: 'Noted', data: {}, ...given });
const unhandled = () =>
  new Promise((resolve) => process.once('unhandledRejection', (error) => resolve(String(error))));
const isOpen = async (promise) => {
  let open = true;
  const close = () => (open = false);
  promise.then(close, close);
  await new Promise(setImmediate);
  return open;
};
const say = (outcome) => {
  process.stdout.write(JSON.stringify(outcome), () => process.exit(0));
};

const scenarios = {
  async 'data that is no JSON'() {
    const rejected = unhandled();
    const append = client.appendToStream('note-1', event({ data: { n: 1n } }), plain);
    say({ unhandled: await rejected, isOpen: await isOpen(append) });
  },

  async 'no error listener'() {
    const subscription = client.subscribeToAll({ fromPosition: START });
    subscription.on('data', () => undefined);
  },

  async 'checkpointReached rejects'() {
    const rejected = unhandled();
    const heard = [];
    const filter = streamNameFilter({
      prefixes: ['note-'],
      maxSearchWindow: 32,
      checkpointReached: () => Promise.reject(new Error('the database is away')),
    });
    client
      .subscribeToAll({ fromPosition: START, filter })
      .on('error', () => undefined)
      .on('data', ({ event: { id } }) => heard.push(id));
    await rejected;
    const last = event();
    await client.appendToStream('note-last', last, plain);
    const all = [];
    for await (const { event: read } of client.readAll({ direction: FORWARDS })) all.push(read.id);
    say({ wasRead: all.includes(last.id), wasHeard: heard.includes(last.id) });
  },

  async 'a late reply'() {
    // Another client of this process loses its connection while this one's append is under way.
    const other = EventStoreDBClient.connectionString(process.argv[4]);
    const mine = client.appendToStream('note-mine', event());
    const theirs = other.appendToStream('note-theirs', event());
    const rejected = mine.catch((error) => error.type);
    theirs.catch(() => undefined);
    process.once('message', () => undefined);
    process.send('sent');
    process.send(`rejected: ${await rejected}`);
  },

  async 'not disposed'() {
    client
      .subscribeToAll({ fromPosition: START })
      .on('error', () => undefined)
      .on('data', () => undefined);
    process.send('done');
    process.disconnect();
  },
};

await scenarios[scenario]();
