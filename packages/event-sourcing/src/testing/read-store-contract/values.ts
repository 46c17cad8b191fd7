import assert from 'node:assert/strict';
import type { KeptRow, ParkedKey } from '../../read-store/read-store.js';
import type { StreamName } from '../../stream-name.js';
import { clause, type ReadStoreClause } from './clause.js';
import { found, idsOf, microsoft } from './reading.js';
import { gone, key, parked, row } from './writer.js';

const nested = (depth: number): object => (depth === 0 ? [] : { in: [nested(depth - 2)] });

/** As text, since a literal's `__proto__` is no field. */
const awkward: ReadonlyArray<string> = [
  '{}',
  '[]',
  '{"":"","a":null,"b":[],"c":{},"d":[[]],"e":false}',
  '{"z":1,"a":2,"10":3,"9":4,"m":{"z":1,"a":2}}',
  '{"__proto__":{"a":1},"constructor":1,"toString":null,"b":{"__proto__":[]}}',
  '[0,-1,1.5,1e-7,5e-324,1.7976931348623157e+308,9007199254740991,1e21,0.1]',
  '{"a":9007199254740993,"b":12345678901234567890,"c":100000000000000000000}',
  '["é","e\u0301","\u{1f600}","\u202e","\u2028\u2029","\ufeff","\\\\","\\"","/","\\t\\n\\r","\u007f","\u00a0"]',
  `["'","''","\`","$1","?",":a","%s","%","_","--","/*","; DROP TABLE rows","\\\\x00","\\\\u0000","NULL"]`,
  JSON.stringify({ long: 'é"\\'.repeat(60_000) }),
  JSON.stringify(nested(120)),
  JSON.stringify(Array.from({ length: 2_000 }, (_, at) => ({ at }))),
];

export const values: ReadonlyArray<ReadStoreClause> = [
  clause(
    'the data of a row comes back byte for byte, by every way of reading it',
    async (trial) => {
      const [store, reader] = [await trial.open(), await trial.openForQueries()];
      const writer = await trial.writer(store);
      const { build } = writer.lease;
      const around = gone('a', { values: ['x'] });
      for (const text of awkward) {
        const written: unknown = JSON.parse(text);
        assert.ok(typeof written === 'object' && written !== null);
        await writer.write({ rows: [row('a', written, { values: ['x'] })] });
        const loaded = [...(await store.load(build, [key('a')])).values()];
        const ways = [
          loaded,
          await store.page(build, undefined, 10),
          (await found(reader, microsoft, (rows) => rows.of(build, 'all'))).rows,
          (await found(reader, microsoft, (rows) => rows.of(build, 'all', 0))).rows,
          (await found(reader, microsoft, (rows) => rows.under(build, 'x'))).rows,
        ];
        for (const rows of ways) {
          assert.deepEqual(rows.map(textOf), [JSON.stringify(written)]);
          for (const kept of rows) assert.deepEqual({ ...kept, data: undefined }, around);
        }
      }
    },
  ),

  clause('who wrote or read a row cannot change it', async (trial) => {
    const store = await trial.open();
    const writer = await trial.writer(store);
    const { build } = writer.lease;
    const data = { list: ['as it was'] };
    const given = ['x'];
    const mark = { ...parked('p') };
    await writer.write({ rows: [row('a', data, { values: given })], parked: [mark] });
    const fresh = async () => ({
      loaded: [...(await store.load(build, [key('a')])).values()],
      paged: await store.page(build, undefined, 1),
      read: await found(store, microsoft, (rows) => rows.of(build, 'all')),
      parked: await store.parked(build),
    });
    const before = JSON.stringify(await fresh());
    meddle(data);
    meddle(given);
    meddle(mark);
    assert.equal(JSON.stringify(await fresh()), before, 'by what the writer did afterwards');
    meddle(await fresh());
    assert.equal(JSON.stringify(await fresh()), before, 'by what a reader did');
  }),

  clause(
    'text of any kind can be a key, an account, a value, a name or a reason',
    async (trial) => {
      const [store, reader] = [await trial.open(), await trial.openForQueries()];
      const texts = [
        "'",
        '"',
        '\\',
        '%',
        '$1',
        '?',
        '\n',
        '\u{1f600}',
        'é',
        'e\u0301',
        'x'.repeat(500),
        "'; --",
      ];
      for (const [at, text] of texts.entries()) {
        const model = `${trial.model}${text}`;
        const build = await trial.live(store, model);
        const writer = await trial.writer(store, build, text);
        const kept = {
          ...row('a', {}, { account: text, values: [text, `${text}2`] }),
          key: named(text),
        };
        const mark = parked('a', { key: named(text), account: text, type: text, reason: text });
        await writer.write({ rows: [kept], parked: [mark] });
        assert.deepEqual((await store.load(build, [kept.key])).get(kept.key), kept);
        const read = await found(reader, microsoft, (rows) => rows.under(build, text));
        assert.deepEqual(read, { rows: [kept], parked: [mark] });
        await store.askRetry(build, [kept.key]);
        assert.deepEqual((await store.renew(writer.lease, 1_000))?.retry, [kept.key]);
        await store.pause(build, text, text);
        const { paused, lease } = await trial.statusOf(store, build);
        assert.deepEqual(
          [paused?.by, paused?.because, lease?.holder],
          [text, text, text],
          String(at),
        );
        await store.halt(writer.lease, { cause: 'Poisoned', reason: text });
        assert.equal((await trial.statusOf(store, build)).halted?.reason, text);
      }
    },
  ),

  clause(
    'NUL, half a surrogate pair and empty text come back as they went, or are refused',
    async (trial) => {
      const [store, reader] = [await trial.open(), await trial.openForQueries()];
      const writer = await trial.writer(store);
      const { build } = writer.lease;
      await writer.write({ rows: [row('before')] });
      for (const text of ['\u0000', 'a\u0000b', '\ud800', 'a\udc00b', '\udc00\ud800', '']) {
        const rows: ReadonlyArray<KeptRow> = [
          row('t', { [text]: text }),
          row('t', {}, { account: text }),
          row('t', {}, { values: [text, 'found'] }),
          { ...row('t'), key: named(text) },
        ];
        const marks: ReadonlyArray<ParkedKey> = [
          parked('t', { reason: text }),
          parked('t', { type: text }),
          parked('t', { account: text }),
        ];
        for (const kept of rows) {
          if (!(await isWritten({ rows: [kept, row('other')] }))) continue;
          assert.deepEqual((await store.load(build, [kept.key])).get(kept.key), kept);
          const read = await found(reader, microsoft, (look) => look.of(build, 'all', 0));
          assert.deepEqual(
            read.rows.find((one) => one.key === kept.key),
            kept,
          );
          await writer.write({ rows: [{ ...kept, data: undefined }, gone('other')] });
        }
        for (const mark of marks) {
          if (!(await isWritten({ rows: [row('other')], parked: [mark] }))) continue;
          assert.deepEqual(await store.parked(build), [mark]);
          await writer.write({ rows: [gone('other')], unparked: [mark.key] });
        }
      }
      await writer.write({ rows: [row('after')] });

      async function isWritten(change: Parameters<typeof writer.write>[0]): Promise<boolean> {
        try {
          await writer.write(change);
          return true;
        } catch (error) {
          assert.ok(error instanceof Error && error.name === 'ValueRefused', String(error));
          assert.deepEqual(await idsOf(store, build), ['before']);
          assert.deepEqual(await store.parked(build), []);
          assert.equal((await trial.statusOf(store, build)).checkpoint?.position, writer.position);
          return false;
        }
      }
    },
  ),
];

const named = (text: string): StreamName => `Thing-${text}` as StreamName;

const textOf = ({ data }: KeptRow): string => JSON.stringify(data);

/** Changes whatever can be changed. */
const meddle = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    meddle(Reflect.get(value, name));
    Reflect.set(value, name, 'meddled with');
  }
};
