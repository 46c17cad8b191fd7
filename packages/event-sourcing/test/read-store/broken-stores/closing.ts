import { inMemoryReadStore } from '../../../src/read-store/in-memory-read-store.js';
import { broken, type BrokenReadStore, hanging, meanwhile } from './broken-read-store.js';

const closed = 'a closed store answers everything with ReadStoreUnavailable, and others go on';
const underWay = 'what is under way when a store is closed settles';

export const brokenClosing: ReadonlyArray<BrokenReadStore> = [
  ...(['status', 'load', 'claim', 'commit', 'read', 'begin', 'page'] as const).map((method) =>
    broken(closed, `goes on answering ${method} when it is closed`, (_store, builds) => {
      const open = inMemoryReadStore({ builds });
      return { [method]: open[method] };
    }),
  ),

  broken(closed, 'answers with an error of its own when it is closed', (store) => ({
    renew: async (...what) => {
      await store.status().catch(() => {
        throw new TypeError('undefined is not a connection');
      });
      return store.renew(...what);
    },
  })),

  broken([closed, underWay], 'cannot be closed twice', (store) => {
    let closings = 0;
    return {
      close: async () => {
        if (++closings === 2) throw new Error('already closed');
        await store.close();
      },
    };
  }),

  hanging(
    broken(underWay, 'never answers a commit that its closing overtakes', (store) => {
      let isClosed = false;
      return {
        commit: async (...what) => {
          const before = isClosed;
          await meanwhile();
          if (isClosed !== before) await new Promise(() => {});
          return store.commit(...what);
        },
        close: () => {
          isClosed = true;
          return store.close();
        },
      };
    }),
  ),
];
