import * as E from 'fp-ts/lib/Either.js';
import { enrollment } from '../../src/enrollment/decider.js';
import type { EnrollmentCommand } from '../../src/enrollment/commands.js';
import type { EnrollmentEvent } from '../../src/enrollment/events.js';
import type { EnrollmentFacts } from '../../src/enrollment/facts.js';
import type { EnrollmentState } from '../../src/enrollment/state.js';
import { placeOf } from '../../src/enrollment/rules/place.js';
import type { SubmissionId, UserId } from '../../src/vocabulary/ids.js';
import type { Envelope, Mistake } from './domain-world.js';

// Mistakes that somebody could make, each planted into the domain as it runs; the model has to notice every one.

const isEnrollmentFacts = (facts: unknown): facts is EnrollmentFacts =>
  typeof facts === 'object' && facts !== null && 'boundaries' in facts;

export const mistakes: Readonly<Record<string, Mistake>> = {
  'roll-forward is judged on the facts as they are, not as of the boundary (F-05)': {
    reference: ({ stream }) => ({ stream }),
  },

  'SubmitProfile forgets completeness (§5.3)': {
    decide: (decide, { envelope, state, facts }) => {
      const decision = decide(envelope, state, facts);
      const { command, commandId, actor, at } = envelope;
      if (E.isRight(decision) || decision.left._tag !== 'DetailsIncomplete') return decision;
      const current = state as Extract<EnrollmentState, { phase: 'InProgress' }>;
      if (command.type !== 'SubmitProfile') return decision;
      return E.right([
        {
          type: 'ProfileSubmitted',
          effectiveAt: at,
          data: {
            ...placeOf(command),
            submissionId: command.submissionId ?? (commandId as SubmissionId),
            kind: current.everCompleted ? 'update' : 'initial',
            details: current.draft,
            by: actor.id as UserId,
          },
        },
      ]);
    },
  },

  'a verdict on a superseded submission is accepted (E-07)': {
    decide: (decide, { envelope, state, facts }) => {
      const { command } = envelope;
      const current = state as EnrollmentState;
      return command.type === 'RecordVerdict' && current?.phase === 'Validating'
        ? decide(
            { ...envelope, command: { ...command, submissionId: current.submission.id } },
            state,
            facts,
          )
        : decide(envelope, state, facts);
    },
  },

  'a global admin counts as incentives admin (R-05)': {
    decide: (decide, { envelope, state, facts }) => {
      if (!isEnrollmentFacts(facts) || facts.account === undefined) {
        return decide(envelope, state, facts);
      }
      const { account } = facts;
      const grants = account.roles
        .filter(({ role }) => role === 'GA')
        .map(({ userId }) => ({ userId, role: 'IA' as const, programs: 'all' as const }));
      const promoted = { ...account, grants: [...account.grants, ...grants] };
      return decide(envelope, state, { ...facts, account: promoted });
    },
  },

  "the boundary is applied after the command's own events (F-07)": {
    decide: (decide, { envelope, state, facts }) => {
      if (!isEnrollmentFacts(facts) || facts.boundaries.length === 0) {
        return decide(envelope, state, facts);
      }
      const own = decide(envelope, state, { ...facts, boundaries: [] });
      if (E.isLeft(own)) return own;
      const after = (own.right as ReadonlyArray<EnrollmentEvent>).reduce(
        (so, event) => enrollment.evolve(so, event),
        state as EnrollmentState,
      );
      const rolled = decide({ ...envelope, command: rollForward(envelope) }, after, facts);
      return E.isLeft(rolled) ? own : E.right([...own.right, ...rolled.right]);
    },
  },

  'an update clears the start of earnings (E-09)': {
    evolve: (evolve, { state, event }) => {
      const next = evolve(state, event);
      if (event.type !== 'ProfileSubmitted' || event.data.kind !== 'update') return next;
      const { earningsStart: _cleared, ...rest } = next as { readonly earningsStart?: string };
      return rest;
    },
  },

  'a default bank profile set later reaches a started enrollment (E-02, T-23)': {
    decide: (decide, { envelope, state, facts }) => {
      const current = state as EnrollmentState;
      const defaultBank = isEnrollmentFacts(facts) ? facts.location?.defaultBank : undefined;
      return current?.phase === 'InProgress' && defaultBank !== undefined
        ? decide(
            envelope,
            { ...current, draft: { ...current.draft, currency: defaultBank.currency } },
            facts,
          )
        : decide(envelope, state, facts);
    },
  },

  'the fiscal year ends a day late: periods closed at their end (V-02)': {
    decide: (decide, { envelope, state, facts }) =>
      isEnrollmentFacts(facts)
        ? decide(envelope, state, {
            ...facts,
            boundaries: facts.boundaries.filter(({ at }) => at < envelope.at),
          })
        : decide(envelope, state, facts),
  },
};

const rollForward = ({
  command,
}: Envelope): Extract<EnrollmentCommand, { type: 'RollForward' }> => {
  const { programId, pla } = command as Extract<EnrollmentCommand, { type: 'RollForward' }>;
  return { type: 'RollForward', programId, pla };
};
