// Builds the tallies anew for version 2, or goes on with what another began, compares them with the live ones, and
// promotes them. usage: rebuilder.mjs <JSON of the orders>
import { writeSync } from 'node:fs';
import { rebuild } from '@partner-incentives/event-sourcing';
import { openReadStore, sqliteEventStore } from '@partner-incentives/sql';
import { categories, codec, tallies } from './tallies.mjs';

const { events, rows, settings } = JSON.parse(process.argv[2]);
const say = (line) => writeSync(1, `${line}\n`);
process.stdin.on('end', () => process.exit()).resume();

const store = await sqliteEventStore({ path: events, netIntervalMs: 20 });
const readStore = await openReadStore(rows);
const model = tallies(2);
const begun = (await readStore.status()).find(({ build }) => build.schema === model.version);
if (begun?.stage !== 'live') {
  const options = { store, readStore, model, codec, categories, holder: 'rebuilder' };
  const build = begun === undefined ? {} : { build: begun.build };
  const rebuilding = await rebuild({ ...options, ...build, ...settings });
  say('begun');
  const why = await rebuilding.caughtUp();
  if (why !== undefined) throw new Error(JSON.stringify(why));
  say('caught up');
  const { same, differ, missing, extra } = await rebuilding.compare();
  say(`compared ${JSON.stringify({ same, differ, missing, extra })}`);
  if (!(await rebuilding.promote())) throw new Error('it was not promoted');
  await rebuilding.close();
}
say('promoted');
process.exit();
