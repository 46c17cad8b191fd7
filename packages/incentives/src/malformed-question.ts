import { isInstant } from '@partner-incentives/domain';
import { isStreamId, preview, type Finding } from '@partner-incentives/event-sourcing';
import { placeOf, statusOrder, type OverviewSort } from '@partner-incentives/read-models';

/** Thrown by views: the question is none. What was expected where, and what came. */
export class MalformedQuestion extends Error {
  override readonly name = 'MalformedQuestion';
  readonly _tag = 'MalformedQuestion';
  constructor(readonly problems: ReadonlyArray<Finding>) {
    super(
      problems
        .map(({ path, expected, actual }) => `${path}: ${expected}, not ${actual}`)
        .join('; '),
    );
  }
}

/** Throws `MalformedQuestion` where a question cannot be meant. */
export const checkQuestion = (question: object): void => {
  const { viewer, sortBy, page, ...asked }: Asked = { ...question };
  const paged = isPage(page)
    ? [
        ...(isLimit(page.limit)
          ? []
          : [finding('page.limit', 'a whole number from 1 to 1000', page.limit)]),
        ...problem('page.after', isCursorIn(sortBy), 'next of a page in this order', page.after),
      ]
    : problem('page', () => false, '{ limit, after? }', page);
  const problems = [
    ...(typeof viewer === 'string' ? [] : [finding('viewer', 'a user id, or system:NAME', viewer)]),
    ...Object.entries(optional).flatMap(([key, [is, expected]]) =>
      problem(key, is, expected, { ...asked, sortBy }[key]),
    ),
    ...paged,
  ];
  if (problems.length > 0) throw new MalformedQuestion(problems);
};

interface Asked extends Readonly<Record<string, unknown>> {
  readonly viewer?: unknown;
  readonly sortBy?: unknown;
  readonly page?: unknown;
}

type Is = (value: unknown) => boolean;

const isText: Is = (value) => typeof value === 'string' && value.length > 0;
const isId: Is = (value) => typeof value === 'string' && isStreamId(value);
const isLimit: Is = (value) =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1000;
const oneOf =
  (values: ReadonlyArray<string>): Is =>
  (value) =>
    values.some((known) => known === value);
const oneOrMore =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) ? value.every(is) : is(value);

const sorts: ReadonlyArray<OverviewSort> = ['program', 'location', 'status', 'since'];
const statuses: ReadonlyArray<string> = statusOrder;

/** What may be left out, and what it must be where it is not. */
const optional: Readonly<Record<string, readonly [Is, string]>> = {
  now: [(value) => typeof value === 'string' && isInstant(value), 'an instant'],
  locale: [isText, 'a locale tag'],
  minPosition: [isText, 'a position'],
  timeoutMs: [
    (value) => typeof value === 'number' && value >= 0 && value <= maxTimeoutMs,
    `milliseconds, at most ${String(2 ** 31 - 1)}`,
  ],
  programId: [oneOrMore(isId), 'a program id'],
  pla: [oneOrMore(isId), 'a location id'],
  status: [oneOrMore(oneOf(statuses)), statuses.join(' | ')],
  action: [oneOrMore(isText), 'an action'],
  sortBy: [oneOf(sorts), sorts.join(' | ')],
};

// What a timer can wait for.
const maxTimeoutMs = 2 ** 31 - 1;

const isCursorIn =
  (sortBy: unknown): Is =>
  (cursor) =>
    typeof cursor === 'string' &&
    placeOf(cursor, sorts.find((known) => known === sortBy) ?? 'program') !== undefined;

const isPage = (value: unknown): value is { readonly limit?: unknown; readonly after?: unknown } =>
  typeof value === 'object' && value !== null;

const finding = (path: string, expected: string, value: unknown): Finding => ({
  path,
  expected,
  actual: preview(value),
});

/** What is left out is no problem. */
const problem = (path: string, is: Is, expected: string, value: unknown): ReadonlyArray<Finding> =>
  value === undefined || is(value) ? [] : [finding(path, expected, value)];
