import type { BuildStage } from '../../../src/read-store/read-store.js';
import type { InMemoryBuilds } from '../../../src/read-store/in-memory-builds.js';
import type { Build } from '../../../src/read-store/read-store.js';
import {
  broken,
  type BrokenReadStore,
  meanwhile,
  remembering,
  statusOf,
} from './broken-read-store.js';

const promotes = 'a promotion makes a build live and keeps the one before, which rolls it back';
const behind = 'what is behind the live build is not promoted';
const diverged = 'what was folded from another history holds nothing up';
const candidate = 'what is no candidate is not promoted: the live build, a dropped one, none';
const always = 'at every moment of many promotions exactly one build is live';
const drops = 'a dropped build is gone with its rows; the live one cannot be dropped';
const nothing = 'what is said about a build that is not there changes nothing';

const stage = (builds: InMemoryBuilds, build: Build | undefined, to: BuildStage): void => {
  const found = build && builds.find(build);
  if (found !== undefined) found.stage = to;
};

export const brokenPromoting: ReadonlyArray<BrokenReadStore> = [
  broken(promotes, 'promotes no build that was live before', (store) => ({
    promote: async (build) =>
      (await statusOf(store, build))?.stage !== 'kept' && store.promote(build),
  })),

  broken(diverged, 'takes a place in another history for one in this', (store, builds) => ({
    promote: async (build) => {
      const live = builds.live(build.model);
      const ours = (await statusOf(store, build))?.checkpoint?.position ?? '';
      const theirs = live && (await statusOf(store, live.build))?.checkpoint?.position;
      return ours >= (theirs ?? '') && store.promote(build);
    },
  })),

  broken([promotes, behind, diverged], 'drops the build that was live before', (store, builds) => ({
    promote: async (build) => {
      const before = builds.live(build.model);
      const isDone = await store.promote(build);
      if (isDone && before !== undefined) await store.drop(before.build);
      return isDone;
    },
  })),

  broken(behind, 'promotes what has caught up with nothing', (store, builds) => ({
    promote: async (build) => {
      await store.status();
      const [before, found] = [builds.live(build.model), builds.find(build)];
      if (before === undefined || found === undefined || before === found) return false;
      [before.stage, found.stage] = ['kept', 'live'];
      builds.tell();
      return true;
    },
  })),

  broken([behind, diverged], 'compares positions as a language sorts words', (store, builds) => ({
    promote: async (build) => {
      const live = builds.live(build.model);
      const ours = (await statusOf(store, build))?.checkpoint?.position ?? '';
      const theirs = live && (await statusOf(store, live.build))?.checkpoint?.position;
      if (ours.localeCompare(theirs ?? '', 'en') < 0) return false;
      if (await store.promote(build)) return true;
      if (live === undefined || live === builds.find(build)) return false;
      if (builds.find(build) !== undefined) stage(builds, live.build, 'kept');
      stage(builds, build, 'live');
      return builds.find(build) !== undefined;
    },
  })),

  broken(candidate, 'says that it made the live build live', (store) => ({
    promote: async (build) =>
      (await statusOf(store, build))?.stage === 'live' || store.promote(build),
  })),

  broken(always, 'promotes in two steps', (store, builds) => ({
    promote: async (build) => {
      const before = builds.live(build.model);
      const isDone = await store.promote(build);
      if (isDone) {
        stage(builds, build, 'building');
        await meanwhile();
        if (builds.live(build.model) === undefined) stage(builds, build, 'live');
        else stage(builds, before?.build, 'kept');
      }
      return isDone;
    },
  })),

  broken(always, 'keeps the one before a moment later', (store, builds) => ({
    promote: async (build) => {
      const before = builds.live(build.model);
      const isDone = await store.promote(build);
      if (isDone && before !== undefined) {
        before.stage = 'live';
        await meanwhile();
        before.stage = 'kept';
      }
      return isDone;
    },
  })),

  broken(drops, 'drops the live build', (store, builds) => ({
    drop: async (build) => {
      stage(builds, build, 'building');
      await store.drop(build);
    },
  })),

  remembering([drops, nothing, candidate], 'leaves what it drops lying about', () => {
    const dropped = new Set<string>();
    return (store, builds) => ({
      drop: async (build) => {
        await store.status();
        if (builds.find(build)?.stage !== 'live') dropped.add(`${build.model} ${build.build}`);
      },
      status: async () =>
        (await store.status()).filter(({ build }) => !dropped.has(`${build.model} ${build.build}`)),
    });
  }),

  broken(nothing, 'fails where there is nothing to pause', (store, builds) => ({
    pause: async (build, ...why) => {
      if (builds.find(build) === undefined) throw new RangeError('no such build');
      await store.pause(build, ...why);
    },
  })),

  broken(nothing, 'begins what it is to pause', (store, builds) => ({
    pause: async (build, ...why) => {
      if (builds.find(build) === undefined) await store.begin(build.model, build.schema);
      await store.pause(build, ...why);
    },
  })),
];
