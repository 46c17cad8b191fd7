import type { Queries } from '@partner-incentives/incentives';
import type { ViewLine } from './journal-line.js';

/** The rows that a view line asks for. A place that is not named has none. */
export const askView = (
  queries: Queries,
  { view, viewer, at, locale, programId, pla, fy }: ViewLine,
): Promise<ReadonlyArray<unknown>> => {
  const question = { viewer, now: at, ...(locale === undefined ? {} : { locale }) };
  switch (view) {
    case 'requirements':
    case 'prompt':
      return programId === undefined || pla === undefined
        ? Promise.resolve([])
        : queries[view]({ ...question, programId, pla });
    case 'rollForward':
      return queries.rollForward({ ...question, ...(fy === undefined ? {} : { fy }) });
    case 'overview':
    case 'actions':
    case 'inbox':
    case 'queue':
    case 'roles':
      return queries[view](question);
  }
};
