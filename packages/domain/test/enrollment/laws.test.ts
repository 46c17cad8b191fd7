import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import { enrollmentEvents, type EnrollmentEvent } from '../../src/enrollment/events.js';
import { evolve } from '../../src/enrollment/evolve.js';
import type { EnrollmentState } from '../../src/enrollment/state.js';
import type { Policy } from '../../src/vocabulary/policy.js';
import {
  bank,
  contoso,
  eligible,
  grant,
  ineligible,
  instant,
  ir,
  rules,
  code,
  tax1,
  term,
  uk,
  type Facts,
} from './contoso.js';
import { story, world, type Json, type Story } from './story.js';

// One enrollment, lived through at random: commands and changes of the world in any order, over three years.

const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);

const facts: fc.Arbitrary<Facts> = fc.oneof(
  fc.constantFrom<Facts>(
    { eligibility: eligible },
    { eligibility: ineligible },
    { eligibility: undefined },
    { location: uk },
    { location: { ...uk, closed: true } },
    { location: { ...uk, agreements: [] } },
    { location: { ...uk, designations: [] } },
    { location: { ...uk, taxProfiles: [{ ...tax1, expiresOn: instant('2024-06-15') }] } },
    { location: { ...uk, grants: [grant('nils', 'IA')] } },
    { location: { ...uk, pmcMigrated: false } },
    { account: contoso },
    { account: { ...contoso, bankProfiles: [bank('Bank1', 'ActionRequired')] } },
  ),
  fc.constantFrom<Facts>(
    { program: ir },
    { program: { ...ir, status: 'Closed' } },
    { program: { ...ir, status: 'Discontinued' } },
    { program: { ...ir, criteria: [{ criteria: [] }] } },
    { program: { ...ir, terms: [term(2024), term(2025, { startsAt: instant('2024-08-01') })] } },
    {
      program: {
        ...ir,
        payoutRules: [{ payoutRules: { ...rules, taxForms: [{ form: code('W-8') }] } }],
      },
    },
  ),
);

const bankChoice = [{ payingEntity: 'MIOL', bankProfileId: 'Bank1' }];
const asked = fc.constantFrom<readonly [string, Json]>(
  ['MS', { type: 'IssueInvitation' }],
  ['MS', { type: 'DeliverInvitation' }],
  ['ines', { type: 'SelectBanner' }],
  ['ines', { type: 'StartEnrollment' }],
  [
    'ines',
    {
      type: 'ChoosePayoutDetails',
      details: { bank: bankChoice, currency: 'EUR', taxProfileId: 'Tax1' },
    },
  ],
  ['ines', { type: 'ChoosePayoutDetails', details: { bank: bankChoice, currency: 'GBP' } }],
  ['ines', { type: 'SubmitProfile', submissionId: 's1' }],
  ['ines', { type: 'SubmitProfile', submissionId: 's2' }],
  ['MS', { type: 'RecordVerdict', submissionId: 's1', verdict: 'valid' }],
  ['MS', { type: 'RecordVerdict', submissionId: 's2', verdict: 'valid' }],
  [
    'MS',
    { type: 'RecordVerdict', submissionId: 's1', verdict: 'invalid', reasons: ['DocumentMissing'] },
  ],
  ['MS', { type: 'RequireProfileUpdate', reasons: ['TaxProfileExpired'] }],
  ['MS', { type: 'RollForward' }],
  ['MS', { type: 'EndEnrollment', endReason: 'EligibilityLost' }],
  ['MS', { type: 'EndEnrollment', endReason: 'LocationClosed' }],
  ['ines', { type: 'OptOut' }],
  ['MS', { type: 'ExpireInvitation' }],
);

const step = fc.record({
  days: fc.nat(40),
  change: fc.option(facts, { nil: undefined, freq: 3 }),
  asked,
  reaction: fc.boolean(),
});

/** Enrolls quickly, so that random lives get beyond the first invitation. */
const eager = [
  ['MS', { type: 'IssueInvitation' }],
  ['ines', { type: 'StartEnrollment' }],
  [
    'ines',
    {
      type: 'ChoosePayoutDetails',
      details: { bank: bankChoice, currency: 'EUR', taxProfileId: 'Tax1' },
    },
  ],
  ['ines', { type: 'SubmitProfile', submissionId: 's1' }],
  ['MS', { type: 'RecordVerdict', submissionId: 's1', verdict: 'valid' }],
] as const;

const policy = fc.record<Partial<Policy>>({
  invitationRecipients: fc.constantFrom<Policy['invitationRecipients']>(
    ['IA'],
    ['AA', 'IA'],
    ['GA', 'AA', 'IA', 'MPA'],
  ),
  invitationValidity: fc.constantFrom(null, 30),
  requirePmcMigration: fc.boolean(),
  midYearEligibilityLoss: fc.constantFrom('suspend', 'untilTermEnd'),
  earningsStartBasis: fc.constantFrom('validatedAt', 'submittedAt'),
});

interface Moment {
  readonly told: Story;
  readonly at: string;
  readonly actor: string;
  readonly command: Json;
  readonly envelope: { readonly causationId?: string };
  readonly decision: ReturnType<Story['when']>;
}

const lives = fc
  .tuple(
    policy,
    fc.boolean(),
    fc.nat(eager.length),
    fc.array(step, { minLength: 1, maxLength: 25 }),
  )
  .map(([switches, staffed, head, steps]) => {
    const moments: Array<Moment> = [];
    let told = story(world({ location: staffed ? uk : { ...uk, grants: [] } }, switches));
    let days = 0;
    const live = (actor: string, command: Moment['command'], envelope: Moment['envelope']) => {
      const at = day(days);
      const decision = told.when(actor, at, command, envelope);
      moments.push({ told, at, actor, command, envelope, decision });
      if (E.isRight(decision)) told = told.after(actor, at, command, envelope);
    };
    for (const [actor, command] of eager.slice(0, head)) live(actor, command, {});
    for (const {
      days: later,
      change,
      asked: [actor, command],
      reaction,
    } of steps) {
      days += later;
      if (change !== undefined) told = told.meanwhile(day(days), change);
      live(actor, command, reaction && actor === 'MS' ? { causationId: 'e1' } : {});
    }
    return { moments, told };
  });

const recorded = ({ decision }: Moment): ReadonlyArray<EnrollmentEvent> =>
  E.isRight(decision) ? decision.right : [];

describe('laws of deciding about an enrollment', () => {
  const holds = (
    law: (life: { moments: ReadonlyArray<Moment>; told: Story }) => void,
    parameters: fc.Parameters<unknown> = {},
  ) => fc.assert(fc.property(lives, law), { numRuns: 100, ...parameters });

  test('the same question has the same answer (scenario 40)', () => {
    holds(({ moments }) => {
      for (const { told, actor, at, command, envelope, decision } of moments) {
        expect(told.when(actor, at, command, envelope)).toEqual(decision);
      }
    });
  });

  test('evolve takes whatever decide emits, and replaying it from the start gives the same state', () => {
    holds(({ moments, told }) => {
      const replayed = moments.flatMap(recorded).reduce<EnrollmentState>(evolve, undefined);
      expect(replayed).toEqual(told.state);
    });
  });

  test('every event is one that can be stored', () => {
    holds(({ told }) => {
      for (const { type, data } of told.events) {
        expect(enrollmentEvents[type].codec.decode(data)).toEqual(E.right(data));
      }
    });
  });

  test('the state is plain JSON', () => {
    holds(({ told }) => {
      expect(JSON.parse(JSON.stringify(told.state ?? null))).toStrictEqual(told.state ?? null);
    });
  });

  test('effective time never goes back', () => {
    holds(({ told }) => {
      const instants = told.events.map(({ effectiveAt }) => effectiveAt);
      expect(instants).toEqual(instants.toSorted());
    });
  });

  test('at most one roll-forward into a year, for each cycle (F-06)', () => {
    holds(({ told }) => {
      let rolledInto = new Set<number>();
      for (const event of told.events) {
        if (event.type === 'InvitationSent' || event.type === 'EnrollmentStarted') {
          rolledInto = new Set();
        }
        const into =
          event.type === 'FiscalYearRolledForward'
            ? event.data.toFy
            : event.type === 'RollForwardHeld'
              ? event.data.fy
              : undefined;
        if (into === undefined) continue;
        expect(rolledInto.has(into)).toBe(false);
        rolledInto.add(into);
      }
    });
  });

  test('a reaction records what it came for, or nothing (§3.6)', () => {
    holds(({ moments }) => {
      for (const moment of moments) {
        const { command, envelope, at } = moment;
        if (envelope.causationId === undefined || command.type === 'RollForward') continue;
        const events = recorded(moment);
        if (events.length > 0) expect(events.at(-1)?.effectiveAt).toBe(instant(at));
      }
    });
  });

  test('an enrollment is complete only by a verdict on what was submitted (E-05, E-06)', () => {
    holds(({ told }) => {
      told.events.forEach((event, i) => {
        if (event.type !== 'ProfileValidated') return;
        const submission = told.events
          .slice(0, i)
          .findLast(({ type }) => type === 'ProfileSubmitted');
        expect(submission?.data).toMatchObject({ submissionId: event.data.submissionId });
      });
    });
  });

  test('random lives reach every phase and every event, or these laws would prove little', () => {
    const seen = new Set<string>();
    const look = ({ told, moments }: { told: Story; moments: ReadonlyArray<Moment> }) => {
      for (const { type } of told.events) seen.add(type);
      for (const { told: then } of moments) seen.add(then.state?.phase ?? 'None');
    };
    holds(look, { seed: 1, numRuns: 400 });
    expect([...seen].toSorted()).toEqual(
      [
        'None',
        'Invited',
        'InProgress',
        'Validating',
        'Complete',
        'Ended',
        ...Object.keys(enrollmentEvents).filter((type) => !type.startsWith('Legacy')),
      ].toSorted(),
    );
  });
});
