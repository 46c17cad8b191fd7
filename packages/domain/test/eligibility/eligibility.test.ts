import { describe, expect, test } from '@jest/globals';
import { contoso, indirectReseller } from '../contoso.js';
import type { History } from '../history.js';

const at = '2024-01-10';
const evaluate = (more: object = {}) => ({
  type: 'EvaluateEligibility' as const,
  programId: 'IR',
  pla: 'UK',
  ...more,
});
const [agreement, membership, designation, firstTransaction] = indirectReseller;

const allButFirst = contoso
  .after('MS', at, { type: 'ActivateAgreement', pla: 'UK', kind: 'MpnAgreement' })
  .after('MS', at, { type: 'RecordCriterionFact', pla: 'UK', fact: { kind: 'Membership' } })
  .after('MS', at, { type: 'RecordDesignation', pla: 'UK', designation: 'Gold' });
const transact = { type: 'RecordFirstTransaction' as const, pla: 'UK' };
const qualified = allButFirst.after('MS', '2024-02-01', transact);
const evaluation = (given: History, atInstant = at, more: object = {}) =>
  given.recorded('MS', atInstant, evaluate(more));

describe('EvaluateEligibility (§4.1, §3.6)', () => {
  test('scenario 9: given UK lacks only the first transaction, then not eligible, three met and one unmet (L-01, L-02)', () => {
    expect(evaluation(allButFirst)).toEqual({
      programId: 'IR',
      pla: 'UK',
      eligible: false,
      met: [agreement, membership, designation],
      unmet: [firstTransaction],
      at: '2024-01-10T00:00:00.000Z',
    });
  });

  test('given all criteria are met, then eligible (L-01)', () => {
    expect(evaluation(qualified, '2024-02-01')).toMatchObject({
      eligible: true,
      met: indirectReseller,
      unmet: [],
    });
  });

  test('given the result is the last one, then nothing (L-05); given it differs, then an event', () => {
    const once = allButFirst.after('MS', at, evaluate());
    expect(once.outcome('MS', '2024-01-20', evaluate())).toEqual([]);
    const after = once.after('MS', '2024-02-01', transact);
    expect(after.outcome('MS', '2024-02-01', evaluate())).toEqual(['EligibilityEvaluated']);
  });

  test('given as many are met but others, then an event: met and unmet are part of the result (L-02)', () => {
    const once = allButFirst.after('MS', at, evaluate());
    const swapped = once
      .after('MS', at, { type: 'EndDesignation', pla: 'UK', designation: 'Gold' })
      .after('MS', at, transact);
    expect(evaluation(swapped)).toMatchObject({ eligible: false, unmet: [designation] });
  });

  test('asked as of an instant, the location is judged as it was then, and the event dated there', () => {
    const asOf = '2024-01-31T23:59:59.999Z';
    expect(evaluation(qualified, '2024-03-01', { asOf })).toMatchObject({
      eligible: false,
      at: asOf,
    });
    expect(
      qualified.after('MS', '2024-03-01', evaluate({ asOf })).state('eligibility-IR_UK', asOf),
    ).toMatchObject({ at: asOf });
    expect(evaluation(qualified, '2024-03-01', { asOf: '2024-02-01' })).toMatchObject({
      eligible: true,
    });
  });

  test('asked as of an instant before the last evaluation, then nothing, however different (§3.6)', () => {
    const evaluated = qualified.after('MS', '2024-02-10', evaluate());
    expect(evaluated.outcome('MS', '2024-03-01', evaluate({ asOf: '2024-01-15' }))).toEqual([]);
    const ended = evaluated.after('MS', '2024-02-10', {
      type: 'EndDesignation',
      pla: 'UK',
      designation: 'Gold',
    });
    expect(ended.outcome('MS', '2024-02-10', evaluate())).toEqual(['EligibilityEvaluated']);
  });

  test('an agreement that has run out by the instant is not active, without any event saying so (V-07)', () => {
    const short = qualified.after('MS', '2024-02-01', {
      type: 'ActivateAgreement',
      pla: 'UK',
      kind: 'MpnAgreement',
      until: '2024-06-01',
    });
    expect(evaluation(short, '2024-05-31')).toMatchObject({ eligible: true });
    expect(evaluation(short, '2024-06-01')).toMatchObject({ eligible: false, unmet: [agreement] });
  });
});

describe('which year’s criteria count', () => {
  const changed = allButFirst
    .after('MS', at, {
      type: 'ChangeCriteria',
      programId: 'IR',
      criteria: [{ kind: 'Membership' }],
      fromFy: 2025,
    })
    .after('MS', at, { type: 'ScheduleTerm', programId: 'IR', fy: 2024, endsAt: '2024-10-01' })
    .after('MS', at, {
      type: 'ScheduleTerm',
      programId: 'IR',
      fy: 2025,
      startsAt: '2024-10-01',
      endsAt: '2025-10-01',
    });

  test('those of the term in force at the instant', () => {
    expect(evaluation(changed, '2024-09-30')).toMatchObject({ eligible: false });
    expect(evaluation(changed, '2024-10-01')).toMatchObject({ eligible: true });
  });

  test('those of the year asked about, as at a boundary for the next term (§3.6)', () => {
    expect(evaluation(changed, at, { fy: 2025 })).toMatchObject({ eligible: true });
    expect(evaluation(changed, '2024-10-01', { fy: 2024 })).toMatchObject({ eligible: false });
  });

  test('without a term in force, those of the calendar’s fiscal year', () => {
    const termless = allButFirst.after('MS', at, {
      type: 'ChangeCriteria',
      programId: 'IR',
      criteria: [{ kind: 'Membership' }],
      fromFy: 2025,
    });
    expect(evaluation(termless, '2024-06-30')).toMatchObject({ eligible: false });
    expect(evaluation(termless, '2024-07-01')).toMatchObject({ eligible: true });
  });

  test('a program open in some years only has something to evaluate in the others', () => {
    const openLater = allButFirst.after('MS', at, {
      type: 'ChangeCriteria',
      programId: 'IR',
      criteria: [],
      fromFy: 2025,
    });
    expect(openLater.outcome('MS', at, evaluate())).toEqual(['EligibilityEvaluated']);
    expect(openLater.outcome('MS', at, evaluate({ fy: 2025 }))).toBe('ProgramIsOpenProgram');
  });
});

describe('rejections of EvaluateEligibility, in order', () => {
  const closed = contoso.after('MS', at, { type: 'CloseLocation', pla: 'UK' });
  const discontinued = closed
    .after('MS', at, { type: 'DiscontinueProgram', programId: 'IR' })
    .after('MS', at, { type: 'DiscontinueProgram', programId: 'OPEN' });

  test.each([
    ['NotAuthorized', contoso, 'gina', { programId: 'XX', pla: 'XX' }],
    ['UnknownProgram', contoso, 'MS', { programId: 'XX', pla: 'XX' }],
    ['UnknownLocation', discontinued, 'MS', { pla: 'XX' }],
    ['NotALocation', discontinued, 'MS', { pla: 'Contoso' }],
    ['ProgramDiscontinued', discontinued, 'MS', { programId: 'OPEN' }],
    ['ProgramIsOpenProgram', closed, 'MS', { programId: 'OPEN' }],
    ['LocationClosed', closed, 'MS', {}],
  ])('%s', (tag, given, actor, more) => {
    expect(given.outcome(actor, at, evaluate(more))).toBe(tag);
  });

  test('no person can fix any of them', () => {
    expect(evaluation(closed)).toEqual({
      _tag: 'LocationClosed',
      rule: '§3.6',
      fixableBy: [],
      pla: 'UK',
    });
  });

  test('given the location was open as of the instant asked about, then it is judged', () => {
    const later = contoso.after('MS', '2024-02-01', { type: 'CloseLocation', pla: 'UK' });
    expect(later.outcome('MS', '2024-03-01', evaluate())).toBe('LocationClosed');
    expect(later.outcome('MS', '2024-03-01', evaluate({ asOf: '2024-01-31' }))).toEqual([
      'EligibilityEvaluated',
    ]);
  });

  test('given the location was not registered as of then, then UnknownLocation', () => {
    expect(contoso.outcome('MS', at, evaluate({ asOf: '2023-06-30' }))).toBe('UnknownLocation');
  });
});

test('an evaluation reads the program as it is and the location as of the instant asked about (V-05)', () => {
  expect(contoso.reads('MS', at, evaluate({ asOf: '2024-01-01' }))).toEqual([
    'program-IR',
    'partnerLocation-UK as of 2024-01-01T00:00:00.000Z',
  ]);
});
