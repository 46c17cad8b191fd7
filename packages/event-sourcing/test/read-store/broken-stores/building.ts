import { broken, type BrokenReadStore, meanwhile, remembering } from './broken-read-store.js';

const first = 'a model gets its first build, live, once, however many ask at once';
const builds = 'builds answers what status does of the models asked for, and of no others';
const numbers = 'a new build is numbered above all that the model ever had';
const atOnce = 'builds that are begun at once have each a number of their own';
const once = 'begun once, by many at once, is one build; it is the newest of its schema';
const nothing = 'what is said about a build that is not there changes nothing';
const apart = 'each build of a model has rows and a checkpoint of its own';

export const brokenBuilding: ReadonlyArray<BrokenReadStore> = [
  broken(first, 'begins a first build for each who finds none', (store) => ({
    builds: async (models) => {
      const all = await store.status();
      await meanwhile();
      for (const { model, schema } of models) {
        if (all.every(({ build }) => build.model !== model)) await store.begin(model, schema);
      }
      return store.builds(models);
    },
  })),

  broken(builds, 'knows the live builds only', (store) => ({
    builds: async (models) => (await store.builds(models)).filter(({ stage }) => stage === 'live'),
  })),

  broken(builds, 'answers with the builds of all models', (store) => ({
    builds: async (models) => {
      await store.builds(models);
      return (await store.status()).toReversed();
    },
  })),

  broken([numbers, atOnce], 'numbers a new build by how many there are', (store) => ({
    begin: async (model, ...how) => {
      const begun = await store.begin(model, ...how);
      const there = (await store.status()).filter(({ build }) => build.model === model);
      return { ...begun, build: how[1]?.once === true ? begun.build : there.length };
    },
  })),

  broken([numbers, nothing], 'begins the first build of a model beside none', (store, all) => ({
    begin: async (model, ...how) => {
      const isFirst = all.of(model).length === 0;
      const begun = await store.begin(model, ...how);
      const [build] = all.of(model);
      if (isFirst && build !== undefined) build.stage = 'building';
      return begun;
    },
  })),

  remembering(atOnce, 'looks for the last number, and then takes the next', () => {
    const last = new Map<string, number>();
    return (store, all) => ({
      begin: async (model, schema, options) => {
        if (options?.once === true) return store.begin(model, schema, options);
        const number = last.get(model) ?? all.of(model).length;
        await meanwhile();
        last.set(model, number + 1);
        return { ...(await store.begin(model, schema)), build: number + 1 };
      },
    });
  }),

  broken(once, 'begins one for each who finds none of the schema', (store, all) => ({
    begin: async (model, schema, options) => {
      const same = all.of(model).findLast(({ build }) => build.schema === schema);
      await meanwhile();
      return options?.once === true && same !== undefined ? same.build : store.begin(model, schema);
    },
  })),

  broken(once, 'answers with the oldest build of the schema', (store, all) => ({
    begin: async (model, schema, options) => {
      const same = all.of(model).find(({ build }) => build.schema === schema);
      return options?.once === true && same !== undefined
        ? same.build
        : store.begin(model, schema, options);
    },
  })),

  broken(apart, 'loads the rows of the live build, whichever is asked for', (store, all) => ({
    load: async (build, keys) => store.load(all.live(build.model)?.build ?? build, keys),
  })),
];
