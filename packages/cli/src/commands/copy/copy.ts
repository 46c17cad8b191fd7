import {
  copyEvents,
  CopyInterrupted,
  NotCopyable,
  TargetDiverged,
  type Copied,
} from '@partner-incentives/event-sourcing';
import { storedCategories } from '@partner-incentives/incentives';
import { CliError } from '../../exit-code.js';
import { longProgressOf, type Progress } from '../../output/progress.js';
import type { Output, Report } from '../../output/report.js';
import { openStore } from '../../store/open-store.js';
import type { OpenedStore } from '../../store/opened-store.js';
import { sayWhere } from '../../store/say-where.js';
import { carryMarks } from './carry-marks.js';
import { copyPeople } from './copy-people.js';
import { copied, stopped } from './copy-report.js';

export interface CopyCommandOptions {
  readonly from: string;
  readonly to: string;
  readonly concurrency?: string;
}

/** Copies all events of ours from one store into another, then the people, and how far the policies came. */
export const copy = async (
  options: CopyCommandOptions,
  directory: string | undefined,
  output: Output,
): Promise<Report> => {
  const { from, to } = options;
  if (from === to) {
    throw new CliError('expected two stores, got the same twice', 'incentives copy --help');
  }
  const concurrency = concurrencyIn(options.concurrency);
  const [fromDirectory, toDirectory] = isServer(to) ? [undefined, directory] : [directory];
  return using(openStore(from, 'read', fromDirectory), (source) =>
    using(openStore(to, 'write', toDirectory), (target) =>
      between(source, target, concurrency, output),
    ),
  );
};

const between = async (
  source: OpenedStore,
  target: OpenedStore,
  concurrency: number,
  output: Output,
): Promise<Report> => {
  try {
    const events = await allEvents(source, target, concurrency, output);
    const people = await copyPeople(source, target);
    return copied(source, target, events, people, await carryMarks(source, target, events));
  } catch (error) {
    if (error instanceof TargetDiverged || error instanceof NotCopyable) {
      return stopped(source, target, error);
    }
    if (!(error instanceof CopyInterrupted)) throw error;
    throw sayWhere({ ...(error.side === 'source' ? source : target), whenAway }, error);
  }
};

const whenAway = 'run it again when it does: what was copied stays, and is not copied twice';

const allEvents = async (
  source: OpenedStore,
  target: OpenedStore,
  concurrency: number,
  output: Output,
): Promise<Copied> => {
  const shown = new Map<string, Progress>();
  const stop = (): void => {
    for (const progress of shown.values()) progress.stop();
  };
  try {
    return await copyEvents({
      from: source.store,
      to: target.store,
      categories: storedCategories,
      concurrency,
      resume: { checkpoints: target.checkpoints, name: `copy of ${source.name}` },
      onProgress: ({ phase, done, total }) => {
        if (!shown.has(phase)) {
          stop();
          shown.set(phase, longProgressOf(units[phase], total, output));
        }
        shown.get(phase)?.reached(done);
      },
    });
  } finally {
    stop();
  }
};

const units = {
  counting: 'events counted',
  copying: 'events copied',
  comparing: 'events compared',
} as const;

const concurrencyIn = (text = '1'): number => {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new CliError(
    `expected --concurrency to be a number from 1 to 999, got ${JSON.stringify(text)}`,
  );
};

const isServer = (url: string): boolean => /^esdb(?:\+discover)?:/.test(url);

const using = async <Value>(
  opening: Promise<OpenedStore>,
  work: (opened: OpenedStore) => Promise<Value>,
): Promise<Value> => {
  const opened = await opening;
  try {
    // Whoever is not there at the beginning is not waited for.
    await opened.store.head();
    return await work(opened);
  } catch (error) {
    throw sayWhere(opened, error);
  } finally {
    await opened.close();
  }
};
