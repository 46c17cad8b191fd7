// Keeps rows up for as long as it lives. Told "drain" it finishes, told "stand still" it stops itself before its next
// commit, as a debugger or a hypervisor would, unless it is told "go on" first. usage: worker.mjs <JSON of WorkerOrders>
import { openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { projectionWorker } from '@partner-incentives/event-sourcing';
import { openReadStore, sqliteEventStore } from '@partner-incentives/sql';
import { broken } from './broken.mjs';
import { categories, codec, models } from './tallies.mjs';

const { events, rows, holder, flag, bug, settings } = JSON.parse(process.argv[2]);
const say = (line) => writeSync(1, `${line}\n`);

// What is written here outlives the process: how many commits are between their beginning and their answer.
const flagFile = openSync(flag, 'w');
let underWay = 0;
const enter = (by) => {
  underWay += by;
  writeSync(flagFile, String(underWay), 0);
};
enter(0);

let standStill = false;
const watched = (readStore) => ({
  ...readStore,
  commit: async (lease, commit) => {
    const standsStill = standStill;
    standStill = false;
    if (standsStill) {
      say('standing still');
      process.kill(process.pid, 'SIGSTOP');
      // Where the signal takes a moment.
      for (const until = performance.now() + 20; performance.now() < until;);
    }
    enter(1);
    try {
      const done = await readStore.commit(lease, commit);
      say(done ? 'committed' : 'refused');
      return done;
    } finally {
      enter(-1);
      if (standsStill) say('woken');
    }
  },
});

const orders = createInterface({ input: process.stdin });
// Whoever started it is gone.
orders.on('close', () => process.exit());
say('here');
const told = (wanted) =>
  new Promise((resolve) => {
    orders.on('line', (order) => order === wanted && resolve());
  });
const begun = told('begin');
const drained = told('drain');
orders.on('line', (order) => {
  if (order === 'stand still') standStill = true;
  if (order === 'go on') standStill = false;
});
await begun;
const store = await sqliteEventStore({ path: events, netIntervalMs: 20 });
const readStore = await openReadStore(rows);
const worker = projectionWorker({
  store,
  readStore: watched(broken(readStore, bug)),
  models,
  codec,
  categories,
  holder,
  log: (level, message, { model, reason }) => {
    if (level !== 'info') process.stderr.write(`${holder} ${message} ${model} ${reason}\n`);
    if (message === 'claimed') say(`claimed ${model}`);
  },
  ...settings,
});
worker.start();
await drained;
say(`drained ${String(await worker.caughtUp())}`);
await worker.stop();
await readStore.close();
await store.close();
process.exit();
