import assert from 'node:assert/strict';
import type { Build, RowReader } from '../../read-store/read-store.js';
import { clause, type ReadStoreClause } from './clause.js';
import { meanwhile } from './meanwhile.js';
import { fieldOf, ids, microsoft } from './reading.js';
import { gone, key, parked, row } from './writer.js';

export const consistency: ReadonlyArray<ReadStoreClause> = [
  clause('a reading sees one state, though commits come between its questions', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    await writer.write({ rows: [row('a', { at: 1 }, { values: ['x'] })], parked: [parked('p')] });
    const look = async (rows: RowReader) => ({
      live: (await rows.live([trial.model])).get(trial.model),
      all: await rows.of(build, 'all'),
      under: await rows.under(build, 'x'),
      since: await rows.of(build, 'all', 0),
    });
    await reader.read(microsoft, async (rows) => {
      const before = await look(rows);
      await writer.write({
        rows: [row('a', { at: 2 }), row('b', {}, { values: ['x'] })],
        parked: [parked('q')],
        unparked: [key('p')],
      });
      assert.deepEqual(await look(rows), before);
      await writer.write({ rows: [gone('a')] });
      assert.deepEqual(await look(rows), before);
    });
    const after = await reader.read(microsoft, look);
    assert.equal(after.live?.checkpoint?.position, writer.position);
    assert.deepEqual([ids(after.all.rows), ids(after.all.parked)], [['b'], ['q']]);
  }),

  clause(
    'a reading sees one live build, though a promotion comes between its questions',
    async (trial) => {
      const [store, reader] = [await trial.open(), await trial.openForQueries()];
      const live = await trial.writer(store);
      const next = await trial.writer(store, await store.begin(trial.model, 2));
      await live.write({ rows: [row('old')] });
      await next.write({ rows: [row('new')] });
      const liveOf = async (rows: RowReader): Promise<Build | undefined> =>
        (await rows.live([trial.model])).get(trial.model)?.build;
      await reader.read(microsoft, async (rows) => {
        const before = await liveOf(rows);
        assert.deepEqual(before, live.lease.build);
        assert.ok(await store.promote(next.lease.build));
        await next.write({ rows: [row('newer')] });
        assert.deepEqual(await liveOf(rows), before);
        assert.deepEqual(ids((await rows.of(next.lease.build, 'all')).rows), ['new']);
      });
      assert.deepEqual(await reader.read(microsoft, liveOf), next.lease.build);
    },
  ),

  clause('rows, marks and checkpoint that are read are those of one commit', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const write = async (): Promise<void> => {
      for (let at = 1; at <= 20; at++) {
        const count = writer.next().checkpoint.position;
        await writer.write({
          rows: [row('a', { count }), row('b', { count })],
          parked: [parked('p', { reason: count })],
        });
      }
    };
    const read = async (): Promise<void> => {
      const seen = await reader.read(microsoft, async (rows) => {
        const { rows: kept, parked: marks } = await rows.of(build, 'all');
        const live = (await rows.live([trial.model])).get(trial.model);
        const counts = kept.map((one) => fieldOf(one, 'count'));
        return [...counts, ...marks.map(({ reason }) => reason), live?.checkpoint?.position];
      });
      assert.equal(new Set(seen).size, 1, `of several commits: ${seen.join(', ')}`);
      assert.equal(seen.length, seen[0] === undefined ? 1 : 4);
    };
    await meanwhile(write, read);
  }),

  clause('what is loaded, paged and counted is whole while commits happen', async (trial) => {
    const [store, other] = [await trial.open(), await trial.open()];
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const write = async (): Promise<void> => {
      for (let at = 0; at < 20; at++) {
        const rowAt = (id: string) => (at % 2 === 0 ? row(id, { at }) : gone(id));
        await writer.write({ rows: ['a', 'b', 'c'].map(rowAt) });
      }
    };
    const read = async (): Promise<void> => {
      const loaded = [...(await other.load(build, [key('a'), key('b'), key('c')])).values()];
      assert.ok(new Set(loaded.map((one) => fieldOf(one, 'at'))).size <= 1);
      assert.ok([0, 3].includes((await other.page(build, undefined, 9)).length));
      assert.ok([0, 3].includes((await trial.statusOf(other, build)).rows));
    };
    await meanwhile(write, read);
  }),

  clause('what a reading answers is answered, and what it throws is thrown', async (trial) => {
    const [store, reader] = [await trial.open(), await trial.openForQueries()];
    const writer = await trial.writer(store);
    const answer = { of: 'any kind' };
    assert.equal(await reader.read(microsoft, async () => answer), answer);
    const fault = new RangeError('of the asker');
    for (let time = 0; time < 30; time++) {
      await assert.rejects(
        reader.read(microsoft, async (rows) => {
          await rows.live([trial.model]);
          throw fault;
        }),
        (thrown) => thrown === fault,
      );
    }
    await writer.write({ rows: [row('a')] });
    const { rows } = await reader.read(microsoft, (look) => look.of(writer.lease.build, 'all'));
    assert.deepEqual(ids(rows), ['a']);
  }),
];
