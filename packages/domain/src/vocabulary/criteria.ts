import * as t from 'io-ts';
import { record } from './record.js';
import { Code, Text } from './text.js';

export const AgreementKind = t.keyof({
  MpnAgreement: null,
  ResellerAgreement: null,
  CloudDistributorAgreement: null,
});
export type AgreementKind = t.TypeOf<typeof AgreementKind>;

export const CspRole = t.keyof({
  DirectReseller: null,
  IndirectProvider: null,
  IndirectReseller: null,
});
export type CspRole = t.TypeOf<typeof CspRole>;

const whole = t.refinement(
  t.number,
  (n): n is number => Number.isSafeInteger(n) && n >= 0,
  'whole number, not negative',
);
const positive = t.refinement(
  t.number,
  (n): n is number => Number.isSafeInteger(n) && n >= 1,
  'whole number of at least 1',
);

/** A condition that a location must meet for a program (§4.1). `amountUsd` in whole US dollars. */
export const Criterion = t.union([
  record({ kind: t.literal('ActiveAgreement'), agreement: AgreementKind }),
  record({ kind: t.literal('Designation'), min: positive }, { anyOf: t.readonlyArray(Text) }),
  record({ kind: t.literal('Membership') }),
  record({ kind: t.literal('FirstTransaction') }),
  record({ kind: t.literal('CspRole'), role: CspRole }),
  record({ kind: t.literal('TrailingRevenue'), amountUsd: whole }, { months: positive }),
  record({ kind: t.literal('Custom'), code: Code }),
]);
export type Criterion = t.TypeOf<typeof Criterion>;

/** A fact about a location that operations supply (§3.1). */
export const CriterionFact = t.union([
  record({ kind: t.literal('Membership') }),
  record({ kind: t.literal('CspRole'), role: CspRole }),
  record({ kind: t.literal('TrailingRevenue'), amountUsd: whole }),
  record({ kind: t.literal('Custom'), code: Code }),
]);
export type CriterionFact = t.TypeOf<typeof CriterionFact>;
