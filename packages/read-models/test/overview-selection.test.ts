import { describe, expect, test } from '@jest/globals';
import type { ActionCode, PartnerId, ProgramId, StatusCode } from '@partner-incentives/domain';
import fc from 'fast-check';
import { placeOf } from '../src/enrollment-overview/overview-order.js';
import type { OverviewSelection, OverviewSort } from '../src/enrollment-overview/selection.js';
import type { OverviewRow } from '../src/enrollment-overview/enrollment-overview.js';
import type { Rows } from '../src/rows/rows.js';
import { views } from '../src/views.js';
import { asked, rowsOf } from './ask.js';
import { complete, contoso, designation, eligibility, enrollment, location } from './contoso.js';

const now = '2024-03-06';
const statuses: ReadonlyArray<StatusCode> = ['Invited', 'Enrolled', 'Ineligible', 'ActionRequired'];
const sorts: ReadonlyArray<OverviewSort> = ['program', 'location', 'status', 'since'];

/** Ines administers UK, FR and DE; a few things stand differently in each. */
const history = [
  ...contoso,
  ...complete,
  location('DE', 'LocationRegistered', { name: 'Contoso DE', country: 'DE', by: 'gina' }),
  ...['FR', 'DE'].map((pla) =>
    location(pla, 'RoleAssigned', { userId: 'ines', role: 'IA', programs: 'all', by: 'anna' }),
  ),
  ...['UK', 'FR', 'DE'].flatMap((pla) =>
    ['DB', 'IP'].map((program) => eligibility(program, pla, [], [designation], '2024-02-01')),
  ),
  ...['FR', 'DE'].map((pla, day) =>
    enrollment(
      'OPEN',
      pla,
      'EnrollmentStarted',
      { fy: 2024, by: 'ines', taxProfileIds: [], draft: { bank: [] } },
      `2024-02-0${day + 1}`,
    ),
  ),
];
const rows: Rows = rowsOf(history);
const question = asked('ines', now);
const everything = views.overview(rows, question);
const keyOf = ({ programId, pla }: OverviewRow): string => `${programId} ${pla}`;

const some = <Value>(...values: ReadonlyArray<Value>) => fc.subarray([...values], { minLength: 1 });
const selections: fc.Arbitrary<OverviewSelection> = fc.record(
  {
    status: some(...statuses),
    programId: some(
      ...(['IR', 'OPEN', 'none'] as ReadonlyArray<string> as ReadonlyArray<ProgramId>),
    ),
    pla: some(...(['UK', 'FR', 'none'] as ReadonlyArray<string> as ReadonlyArray<PartnerId>)),
    action: some<ActionCode>('Enroll', 'SeeEligibilityRequirements', 'AddTaxProfile'),
    sortBy: fc.constantFrom(...sorts),
  },
  { requiredKeys: [] },
);

/** All pages of a question, one after the other. */
const pagesOf = (from: Rows, selection: OverviewSelection, limit: number) => {
  const pages = [];
  let after: string | undefined;
  do {
    const page = { limit, ...(after !== undefined && { after }) };
    const answer = views.overviewPage(from, { ...question, ...selection, page });
    pages.push(answer);
    after = answer.next;
  } while (after !== undefined && pages.length < 100);
  return pages;
};

describe('a selection of the overview', () => {
  test('there is something to select from', () => {
    expect(new Set(everything.map(({ status }) => status)).size).toBeGreaterThan(2);
    expect(everything.length).toBeGreaterThan(8);
  });

  test('law: it has exactly the rows that fit, each as it is in the whole', () => {
    fc.assert(
      fc.property(selections, (selection) => {
        const { status, programId, pla, action } = selection;
        const fits = (wanted: unknown, value: unknown) =>
          !Array.isArray(wanted) || wanted.includes(value);
        const expected = everything.filter(
          (row) =>
            fits(status, row.status) &&
            fits(programId, row.programId) &&
            fits(pla, row.pla) &&
            (action === undefined || row.actions.some((code) => fits(action, code))),
        );
        const selected = views.overview(rows, { ...question, ...selection });
        expect(selected.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });

  test('a single value is the same as a list of it', () => {
    expect(views.overview(rows, { ...question, status: 'Invited' })).toEqual(
      views.overview(rows, { ...question, status: ['Invited'] }),
    );
  });

  const sorted = (sortBy: OverviewSort) => views.overview(rows, { ...question, sortBy });

  test('it stands by program when nothing is said, else by what is said, then program and location', () => {
    expect(sorted('program')).toEqual(everything);
    const places = sorted('location').map(({ pla, programId }) => `${pla} ${programId}`);
    expect(places).toEqual(places.toSorted());
    const ranks = sorted('status').map(({ status }) => status);
    expect([...new Set(ranks)]).toEqual(
      ['ActionRequired', 'Invited', 'Enrolled', 'Ineligible'].filter((one) =>
        ranks.includes(one as StatusCode),
      ),
    );
    const sinces = sorted('since').map(({ since }) => since ?? '');
    expect(sinces).toEqual(sinces.toSorted().toReversed());
    expect(sinces.at(-1)).toBe('');
  });
});

describe('pages of the overview', () => {
  test('law: one after the other they are the whole, whatever the selection and the limit', () => {
    fc.assert(
      fc.property(selections, fc.integer({ min: 1, max: 20 }), (selection, limit) => {
        const whole = views.overview(rows, { ...question, ...selection });
        const pages = pagesOf(rows, selection, limit);
        expect(pages.flatMap((page) => page.rows)).toEqual(whole);
        expect(pages.every(({ total }) => total === whole.length)).toBe(true);
        expect(pages.slice(0, -1).every((page) => page.rows.length === limit)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('a cursor holds its place when what it pointed at is gone or stands elsewhere', () => {
    for (const sortBy of sorts) {
      const [first] = pagesOf(rows, { sortBy }, 3);
      const seen = first?.rows.map(keyOf) ?? [];
      const [, , last] = first?.rows ?? [];
      const gone = views.overviewPage(rowsOf(history), {
        ...question,
        sortBy,
        programId: [...new Set(everything.map(({ programId }) => programId))].filter(
          (programId) => programId !== last?.programId,
        ),
        page: { limit: 100, ...(first?.next !== undefined && { after: first.next }) },
      });
      const rest = views
        .overview(rows, { ...question, sortBy })
        .filter((row) => !seen.includes(keyOf(row)) && row.programId !== last?.programId);
      expect(gone.rows).toEqual(rest);
    }
  });

  test('a cursor of another order, or none of ours, is of no page', () => {
    const [{ next = '' } = {}] = pagesOf(rows, { sortBy: 'status' }, 3);
    expect(placeOf(next, 'status')).toBeDefined();
    for (const after of [next, '', 'program', 'program_Nonsense__IR_UK', `${next}_more`]) {
      const page = views.overviewPage(rows, { ...question, page: { limit: 3, after } });
      expect(page).toEqual({ rows: [], total: everything.length });
    }
  });
});
