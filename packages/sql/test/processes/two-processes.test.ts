import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { type EventStore, NoStream } from '@partner-incentives/event-sourcing';
import { eventStoreContract } from '@partner-incentives/event-sourcing/testing';
import * as E from 'fp-ts/lib/Either.js';
import { sqliteEventStore } from '../../src/index.js';
import { collect, idsOf, newEvent, stream } from '../new-event.js';
import { plantInto } from '../plant-into.js';
import { temporaryDirectory } from '../temporary-directory.js';
import { OtherProcess } from './remote-store.js';

const directory = temporaryDirectory();
const other = new OtherProcess();
afterAll(() => other.end());

describe('the contract holds where every second handle is another process (D3)', () => {
  const path = join(directory, 'contract.db');
  let opened = 0;

  /** Its subscriptions are of this process: they hear what the other one writes. */
  const open = async (): Promise<EventStore> => {
    const here = await sqliteEventStore({ path, netIntervalMs: 10 });
    if (opened++ % 2 === 0) return here;
    const there = await other.open({ path });
    const close = async () => void (await Promise.all([here.close(), there.close()]));
    return { ...here, ...there, close };
  };

  test.each(eventStoreContract)('$name', async ({ run }) => {
    await expect(run({ open, plant: plantInto(path) })).resolves.toBeUndefined();
  });
});

describe('two processes on one file', () => {
  test('race for one stream: each append is decided on exactly the revision it follows (A1)', async () => {
    const path = join(directory, 'raced.db');
    const racers = [await sqliteEventStore({ path }), await other.open({ path })];
    const name = stream('raced');
    let conflicts = 0;
    const race = async (store: (typeof racers)[number]) => {
      const won: { id: string; revision: number }[] = [];
      for (let revision = NoStream; won.length < 60;) {
        const [one, two] = [newEvent(), newEvent()];
        const answer = await store.append(name, revision, [one, two])();
        if (E.isRight(answer)) {
          expect(answer.right.revision).toBe(revision + 2);
          won.push({ id: one.id, revision: revision + 1 }, { id: two.id, revision: revision + 2 });
          revision += 2;
        } else if (answer.left._tag === 'RevisionConflict') {
          conflicts++;
          revision = answer.left.actual;
        } else throw new Error(JSON.stringify(answer.left));
      }
      return won;
    };
    const won = (await Promise.all(racers.map(race))).flat();
    expect(conflicts).toBeGreaterThan(0);
    const [racer] = racers;
    const recorded = racer ? await collect(racer.read(name)) : [];
    const found = new Map(recorded.map(pair));
    expect(found.size).toBe(120);
    for (const { id, revision } of won) expect(found.get(id)).toBe(revision);
    await Promise.all(racers.map((store) => store.close()));
  });

  test('give positions without a gap, in one order for both', async () => {
    const path = join(directory, 'positions.db');
    const stores = [await sqliteEventStore({ path }), await other.open({ path })];
    const appends = Array.from({ length: 100 }, (_, at) =>
      stores.map((store, which) =>
        store.append(stream(`s${at}.${which}`), NoStream, [newEvent(), newEvent()])(),
      ),
    );
    expect((await Promise.all(appends.flat())).every(E.isRight)).toBe(true);
    const orders = await Promise.all(stores.map((store) => collect(store.readAll())));
    const expected = Array.from({ length: 400 }, (_, at) => String(at + 1).padStart(16, '0'));
    expect(orders.map((events) => events.map(({ position }) => position))).toEqual([
      expected,
      expected,
    ]);
    expect(idsOf(orders[0] ?? [])).toEqual(idsOf(orders[1] ?? []));
    await Promise.all(stores.map((store) => store.close()));
  });

  test("wake each other's subscribers, and only while there are any is anything looked at", async () => {
    const path = join(directory, 'woken.db');
    const here = await sqliteEventStore({ path, netIntervalMs: 10 });
    const there = await other.open({ path });
    const leaving = new AbortController();
    const messages = here.subscribe({ signal: leaving.signal })[Symbol.asyncIterator]();
    expect(await messages.next()).toMatchObject({ value: { _tag: 'CaughtUp' } });
    for (let revision = NoStream; revision < 3; revision++) {
      const event = newEvent();
      const heard = messages.next();
      await there.append(stream('s'), revision, [event])();
      expect(await heard).toMatchObject({ value: { _tag: 'Event', event: { id: event.id } } });
    }
    leaving.abort();
    await Promise.all([here.close(), there.close()]);
  });
});

const pair = ({ id, revision }: { id: string; revision: number }) => [id, revision] as const;
