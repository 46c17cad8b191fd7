import { describe, expect, test } from '@jest/globals';
import type { EnrollmentEvent } from '../../src/enrollment/events.js';
import { evolve } from '../../src/enrollment/evolve.js';
import type { EnrollmentState } from '../../src/enrollment/state.js';
import type { InvitationId } from '../../src/vocabulary/ids.js';
import { CorruptHistory } from '../../src/vocabulary/corrupt-history.js';
import {
  activeSet,
  bannerSelected,
  chosen,
  delivered,
  ended,
  held,
  histories,
  imported,
  rejected,
  rolledForward,
  sent,
  started,
  submitted,
  updateRequired,
  validated,
} from './histories.js';

const states = { ...histories, Legacy: [imported()], EndedLegacy: [imported(), ended()] } as const;
type StateName = keyof typeof states;
const names = Object.keys(states) as ReadonlyArray<StateName>;

const invitationId = 'inv2' as InvitationId;

const fold = (events: ReadonlyArray<EnrollmentEvent>): EnrollmentState =>
  events.reduce<EnrollmentState>(evolve, undefined);

// §3.4.2: the phases in which each event is possible, and the phase after it; in every other it is impossible.
const possible: ReadonlyArray<
  readonly [EnrollmentEvent, Readonly<Partial<Record<StateName, string>>>]
> = [
  [sent(), { None: 'Invited', Ended: 'Invited' }],
  [delivered(), { Invited: 'Invited' }],
  [bannerSelected(), { Invited: 'Invited' }],
  [started(), { None: 'InProgress', Invited: 'InProgress', Ended: 'InProgress' }],
  [chosen(), { InProgress: 'InProgress', Validating: 'Validating', Complete: 'Complete' }],
  [submitted(), { InProgress: 'Validating', Validating: 'Validating', Complete: 'Validating' }],
  [validated(), { Validating: 'Complete' }],
  [rejected(), { Validating: 'InProgress' }],
  [
    updateRequired(),
    { InProgress: 'InProgress', Validating: 'InProgress', Complete: 'InProgress' },
  ],
  [rolledForward(), { Validating: 'Validating', Complete: 'Complete' }],
  [held(), { InProgress: 'InProgress', Validating: 'InProgress', Complete: 'InProgress' }],
  [
    ended(),
    {
      Invited: 'Ended',
      InProgress: 'Ended',
      Validating: 'Ended',
      Complete: 'Ended',
      Legacy: 'Ended',
    },
  ],
  [imported(), { None: 'Complete' }],
  [activeSet(false), { Legacy: 'Complete', EndedLegacy: 'Ended' }],
];

describe('what can follow what (§3.4.2)', () => {
  test.each(
    possible.flatMap(([event, after]) =>
      names.map((name) => [event.type, name, after[name], event] as const),
    ),
  )('%s in %s: %s', (_, name, after, event) => {
    const state = fold(states[name]);
    if (after === undefined) expect(() => evolve(state, event)).toThrow(CorruptHistory);
    else expect(evolve(state, event).phase).toBe(after);
  });

  test.each([
    ['a delivery of another invitation', [sent('2024-02-01', { invitationId })], delivered()],
    ['a banner of another invitation', [sent('2024-02-01', { invitationId })], bannerSelected()],
    ['a verdict on another submission', histories.Validating, validated('2024-03-05', 's0')],
    ['a rejection of another submission', histories.Validating, rejected([], 's0')],
    ['a roll-forward out of another year', histories.Complete, rolledForward(2025)],
  ])('%s is impossible', (_, history, event) => {
    expect(() => fold([...history, event])).toThrow(CorruptHistory);
  });

  test('the fault names the event and what it met', () => {
    expect(() => fold([validated()])).toThrow('ProfileValidated cannot follow here: phase None');
  });
});

describe('what survives what (E-09)', () => {
  const complete = fold(histories.Complete);
  const kept = {
    everCompleted: true,
    firstCompletedAt: validated().data.completedAt,
    earningsStart: '2024-03-01',
  };

  test.each([
    ['an update', [submitted('2024-04-01')]],
    ['a rejected update', [submitted('2024-04-01'), rejected()]],
    ['a required update', [updateRequired()]],
    ['a roll-forward', [rolledForward()]],
  ])('completion and its month survive %s', (_, events) => {
    expect(events.reduce(evolve, complete)).toMatchObject(kept);
  });

  test('being held clears the month only', () => {
    const state = evolve(complete, held());
    expect(state).toMatchObject({ everCompleted: true, firstCompletedAt: kept.firstCompletedAt });
    expect(state).not.toHaveProperty('earningsStart');
  });

  test('the end clears all of it', () => {
    expect(Object.keys(evolve(complete, ended())).toSorted()).toEqual([
      'endReason',
      'fy',
      'invitation',
      'phase',
      'since',
    ]);
  });

  test('submitting and being validated clear the outstanding reasons', () => {
    const again = fold([...histories.Validating, rejected(), submitted('2024-03-06')]);
    expect(again).not.toHaveProperty('reasons');
  });

  test('the phase shown dates from the event that led to it, not from those within it', () => {
    const inside = fold([...histories.InProgress, chosen(), updateRequired(), held()]);
    expect(inside?.since).toBe(started().effectiveAt);
  });
});
