import {
  ReadStoreUnavailable,
  type RowReader,
  type RowScope,
} from '../../../src/read-store/read-store.js';
import {
  broken,
  type BrokenReadStore,
  hanging,
  meanwhile,
  remembering,
} from './broken-read-store.js';

const oneState = 'a reading sees one state, though commits come between its questions';
const oneLive = 'a reading sees one live build, though a promotion comes between its questions';
const oneCommit = 'rows, marks and checkpoint that are read are those of one commit';
const another = 'a look goes on within another scope, and sees the same state';
const whole = 'what is loaded, paged and counted is whole while commits happen';
const answers = 'what a reading answers is answered, and what it throws is thrown';
const atOnce = 'readings of many scopes at once on one handle see what each alone would';

export const brokenConsistency: ReadonlyArray<BrokenReadStore> = [
  broken([oneState, oneLive, oneCommit, another], 'looks anew for each question', (store) => {
    const anew = (scope: RowScope): RowReader => ({
      within: anew,
      live: async (models) => {
        await meanwhile();
        return store.read(scope, (reader) => reader.live(models));
      },
      under: (...what) => store.read(scope, (reader) => reader.under(...what)),
      of: (...what) => store.read(scope, (reader) => reader.of(...what)),
    });
    return { read: (scope, ask) => store.read(scope, () => ask(anew(scope))) };
  }),

  broken([oneState, oneLive], 'looks anew for the live build', (store) => ({
    read: (scope, ask) =>
      store.read(scope, (reader) =>
        ask({ ...reader, live: (models) => store.read(scope, (anew) => anew.live(models)) }),
      ),
  })),

  broken(whole, 'loads row by row', (store) => ({
    load: async (build, keys) => {
      if (keys.length > 3) return store.load(build, keys);
      const rows = [];
      for (const key of keys) {
        rows.push(...(await store.load(build, [key])));
        await meanwhile();
      }
      return new Map(rows);
    },
  })),

  broken([answers, atOnce], 'blames itself for what the asker throws', (store) => ({
    read: async (scope, ask) => {
      try {
        return await store.read(scope, ask);
      } catch (error) {
        throw new ReadStoreUnavailable(String(error));
      }
    },
  })),

  broken(answers, 'answers with a copy', (store) => ({
    read: async (scope, ask) => {
      const answer = await store.read(scope, ask);
      return typeof answer === 'object' && answer !== null && 'of' in answer
        ? { ...answer }
        : answer;
    },
  })),

  hanging(
    remembering(answers, 'never gives back what a reading that failed had', () => {
      let left = 10;
      return (store) => ({
        read: async (scope, ask) => {
          if (left === 0) await new Promise(() => {});
          return store.read(scope, ask).catch((error: unknown) => {
            left--;
            throw error;
          });
        },
      });
    }),
  ),
];
