import { currentPolicy, type FiscalYear, type Policy } from '@partner-incentives/domain';
import { InMemoryRows } from '../src/rows/in-memory-rows.js';
import type { Asked, Viewer } from '../src/view.js';
import { views } from '../src/views.js';
import { contoso } from './contoso.js';
import { instant, stored, type Happened } from './history.js';

export const microsoft = { kind: 'system', id: 'MS' } as const;

/** The rows that follow from what happened. */
export const rowsOf = (history: ReadonlyArray<Happened>): InMemoryRows => {
  const rows = new InMemoryRows();
  stored(history).forEach((event) => rows.apply(event));
  return rows;
};

export const asked = (viewer: Viewer, now: string, policy: Partial<Policy> = {}): Asked => ({
  viewer,
  now: instant(now),
  locale: 'en',
  policy: { ...currentPolicy, ...policy },
});

/** Contoso's history, and questions about it. */
export const given = (...happened: ReadonlyArray<Happened>) => {
  const rows = rowsOf([...contoso, ...happened]);
  return {
    rows,
    overview: (viewer: Viewer, now: string, policy?: Partial<Policy>) =>
      views.overview(rows, asked(viewer, now, policy)),
    /** One row of the overview. */
    status: (
      viewer: Viewer,
      programId: string,
      pla: string,
      now: string,
      policy?: Partial<Policy>,
    ) =>
      views
        .overview(rows, asked(viewer, now, policy))
        .find((row) => row.programId === programId && row.pla === pla),
    actions: (viewer: Viewer, now: string, policy?: Partial<Policy>) =>
      views.actions(rows, asked(viewer, now, policy)),
    inbox: (viewer: Viewer, now: string) => views.inbox(rows, asked(viewer, now)),
    queue: (viewer: Viewer, now: string, policy?: Partial<Policy>) =>
      views.queue(rows, asked(viewer, now, policy)),
    roles: (viewer: Viewer, now: string, policy?: Partial<Policy>) =>
      views.roles(rows, asked(viewer, now, policy)),
    rollForward: (viewer: Viewer, now: string, fy?: number) =>
      views.rollForward(rows, {
        ...asked(viewer, now),
        ...(fy !== undefined && { fy: fy as FiscalYear }),
      }),
  };
};
