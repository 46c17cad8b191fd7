import { describe, expect, test } from '@jest/globals';
import type { StreamId } from '@partner-incentives/event-sourcing';
import { enrollment } from '../../src/enrollment/decider.js';
import { dueBoundaries } from '../../src/enrollment/due-boundaries.js';
import type { EnrollmentEvent } from '../../src/enrollment/events.js';
import { evolve } from '../../src/enrollment/evolve.js';
import type { EnrollmentState } from '../../src/enrollment/state.js';
import { contoso, instant, ir, term } from './contoso.js';
import { histories, imported } from './histories.js';
import { answered, commandOf, story, world, type Json } from './story.js';

const questions = (json: Json, history: ReadonlyArray<EnrollmentEvent>, at = '2024-05-01') => {
  const around = world();
  const state = history.reduce<EnrollmentState>(evolve, undefined);
  const command = {
    commandId: 'c1' as StreamId,
    actor: { kind: 'system', id: 'MS' } as const,
    at: instant(at),
    command: commandOf(json),
  };
  const { result, asked } = answered(
    enrollment.facts(command, state, { policy: around.policy }),
    around,
  );
  return { asked, account: enrollment.account(command, state, result) };
};

describe('what a decision asks of other streams', () => {
  test.each([
    { type: 'IssueInvitation' },
    { type: 'StartEnrollment' },
    { type: 'EndEnrollment', endReason: 'EligibilityLost' },
  ] as const)('$type needs the eligibility, then the account of the location', (json) => {
    expect(questions(json, []).asked).toEqual([
      'program-IR, partnerLocation-UK, eligibility-IR_UK',
      'partnerAccount-Contoso',
    ]);
  });

  test.each([
    { type: 'RecordVerdict', submissionId: 's1', verdict: 'valid' },
    { type: 'SubmitProfile' },
    { type: 'RollForward' },
    { type: 'OptOut' },
  ] as const)('$type does not', (json) => {
    expect(questions(json, histories.Validating).asked).toEqual([
      'program-IR, partnerLocation-UK',
      'partnerAccount-Contoso',
    ]);
  });

  test('each boundary that is due asks how everything was then, several at once', () => {
    expect(
      questions({ type: 'RollForward' }, histories.Complete, '2025-07-01').asked.slice(2),
    ).toEqual(
      ['2024-07-01', '2025-07-01'].map((day) =>
        ['program-IR', 'partnerLocation-UK', 'partnerAccount-Contoso']
          .map((stream) => `${stream} as of ${instant(day)}`)
          .join(', '),
      ),
    );
  });

  test('an id that names no location may name an account', () => {
    const asked = questions({ type: 'OptOut', pla: 'Contoso' }, [imported()]);
    expect(asked.asked).toEqual(['program-IR, partnerLocation-Contoso', 'partnerAccount-Contoso']);
    expect(asked.account).toBe('Contoso');
  });

  test('a legacy import asks for its account', () => {
    const asked = questions(
      { type: 'ImportLegacyEnrollment', accountKind: 'PGA', active: true },
      [],
    );
    expect(asked.asked).toEqual(['program-IR, partnerAccount-Contoso']);
    expect(asked.account).toBe('Contoso');
  });

  test('the stream belongs to the account of its location, or to none that is known', () => {
    expect(questions({ type: 'OptOut' }, []).account).toBe(contoso.pga);
    expect(questions({ type: 'OptOut', pla: 'Atlantis' }, []).account).toBeUndefined();
  });
});

describe('the place of an enrollment', () => {
  test('is one stream per program and location, or account', () => {
    expect(enrollment.stream(commandOf({ type: 'OptOut' }))).toBe('enrollment-IR_UK');
    expect(enrollment.stream(commandOf({ type: 'SetLegacyActive', active: true }))).toBe(
      'enrollment-IR_Contoso',
    );
  });

  test('its commands are those of §3.4.3', () => {
    expect(enrollment.category).toBe('enrollment');
    expect(enrollment.commandTypes).toHaveLength(14);
  });
});

describe('due boundaries (F-06, F-07)', () => {
  const complete = story(world(), histories.Complete).state;
  const due = (at: string, program = ir, state: EnrollmentState = complete) =>
    dueBoundaries(state, program, instant(at)).map((boundary) => boundary.fy);

  test('none before the end of the term, one at it, each missed one after', () => {
    expect(due('2024-06-30T23:59:59')).toEqual([]);
    expect(due('2024-07-01')).toEqual([2024]);
    expect(due('2026-07-01')).toEqual([2024, 2025, 2026]);
  });

  test('none beyond the terms that are scheduled, in an unknown program, or for who is not live', () => {
    expect(due('2030-01-01', { ...ir, terms: [term(2024)] })).toEqual([2024]);
    expect(dueBoundaries(complete, undefined, instant('2030-01-01'))).toEqual([]);
    expect(dueBoundaries(undefined, ir, instant('2030-01-01'))).toEqual([]);
    expect(due('2030-01-01', ir, story(world(), histories.Ended).state)).toEqual([]);
    expect(due('2030-01-01', ir, story(world(), [imported()]).state)).toEqual([]);
  });
});
