import { systemClock, type EventStore, type ReadStore } from '@partner-incentives/event-sourcing';
import { incentivesProjections, RowsNotBuilt } from '@partner-incentives/incentives';
import { explain } from '../../explain.js';
import type { Report } from '../../output/report.js';
import { counted } from '../../output/spans.js';
import { openReadStore } from '../../read-store/open-read-store.js';
import { readStoreUrl } from '../../read-store/read-store-url.js';
import { openStore } from '../../store/open-store.js';
import { divergedHistory } from '../projections/diverged-history.js';
import { shownPosition } from '../projections/draw-status.js';
import { findingsOf } from '../projections/findings.js';
import type { Urls } from '../projections/operating.js';
import { standings } from '../projections/standing.js';
import type { Checked } from './checked.js';
import { nodeVersion } from './node-version.js';
import { overdueSubmissions } from './overdue-submissions.js';
import { overlooked } from './overlooked.js';

/** Looks at everything that workers need, and says what is wrong with the command to run next. */
export const doctor = async (urls: Urls): Promise<Report> => {
  const checks: Array<Checked> = [nodeVersion()];
  const events = await reached('StoreUnreachable', checks, async () => {
    const opened = await openStore(urls.store, 'read', urls.directory);
    const head = await orClose(opened, () => opened.store.head());
    const upTo = head === undefined ? 'it is empty' : `head ${shownPosition(head)}`;
    checks.push({ ok: true, message: `store ${opened.name}: ${upTo}` });
    return opened;
  });
  try {
    const rows = await reached('ReadStoreUnreachable', checks, async () => {
      const { url, isBeside } = readStoreUrl(urls.readStore, urls.store);
      const opened = await openReadStore(url, 'read');
      const builds = await orClose(opened.readStore, () => opened.readStore.status());
      checks.push({
        ok: true,
        message: `read store ${opened.name}: ${counted(builds.length, 'build')}`,
      });
      return { ...opened, isBeside };
    });
    try {
      if (events !== undefined && rows !== undefined) {
        checks.push(...(await examined(events.store, rows)));
      }
    } finally {
      await rows?.readStore.close();
    }
  } finally {
    await events?.close();
  }
  return reportOf(checks);
};

const examined = async (
  store: EventStore,
  { readStore, isBeside }: { readonly readStore: ReadStore; readonly isBeside: boolean },
): Promise<ReadonlyArray<Checked>> => {
  const checked = await projectionsChecked(store, readStore, isBeside);
  const overdue = await orRowsMissing(() => overdueSubmissions(store, readStore));
  return overdue === undefined ? checked : [...checked, overdue];
};

/** Rows that are missing, or of another version, are a finding already. */
const orRowsMissing = async <Answer>(
  ask: () => Promise<Answer | undefined>,
): Promise<Answer | undefined> => {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RowsNotBuilt) return undefined;
    throw error;
  }
};

const projectionsChecked = async (
  store: EventStore,
  readStore: ReadStore,
  isBeside: boolean,
): Promise<ReadonlyArray<Checked>> => {
  const builds = await standings(readStore, store, Date.now);
  const findings = [
    ...findingsOf(builds, systemClock.now()),
    ...(await divergedHistory(store, readStore)),
    ...overlooked(builds, isBeside),
  ];
  return findings.length === 0
    ? [
        {
          ok: true,
          message: `projections ${incentivesProjections.models.map(({ name }) => name).join(', ')}`,
        },
      ]
    : findings.map((finding) => ({ ok: false, ...finding }));
};

/** What opens, or a line on why it does not. */
const reached = async <Opened>(
  code: string,
  checks: Array<Checked>,
  open: () => Promise<Opened>,
): Promise<Opened | undefined> => {
  try {
    return await open();
  } catch (error) {
    const { message, next = 'mend it, then incentives doctor' } = explain(error);
    checks.push(
      isNewer(error)
        ? { ok: false, code: 'NewerSchema', message, next: 'upgrade this program' }
        : { ok: false, code, message, next },
    );
    return undefined;
  }
};

// By name, as the class is of a package that is loaded only when asked for.
const isNewer = (error: unknown): boolean =>
  error instanceof Error &&
  error.name === 'StoreOpenError' &&
  '_tag' in error &&
  error._tag === 'NewerSchema';

const orClose = async <Answer>(
  opened: { close(): Promise<void> },
  ask: () => Promise<Answer>,
): Promise<Answer> => {
  try {
    return await ask();
  } catch (error) {
    await opened.close();
    throw error;
  }
};

const reportOf = (checks: ReadonlyArray<Checked>): Report => {
  const wrong = checks.filter(({ ok }) => !ok);
  return {
    status: wrong.length === 0 ? 'pass' : 'fail',
    data: { checks },
    text: checks
      .map((check) => (check.ok ? `✓ ${check.message}` : `✗ ${check.message}\n  → ${check.next}`))
      .join('\n'),
  };
};
