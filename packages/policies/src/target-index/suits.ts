import type { AgreementKind, Criterion, CriterionFact, Text } from '@partner-incentives/domain';

/** Whether a criterion can be met or missed through a fact. */
export type Suits = (criterion: Criterion) => boolean;

/** The criteria that a fact is about. */
export const suits = {
  anything: (): boolean => true,
  agreement:
    ({ kind }: { readonly kind: AgreementKind }): Suits =>
    (criterion) =>
      criterion.kind === 'ActiveAgreement' && criterion.agreement === kind,
  designation:
    ({ designation }: { readonly designation: Text }): Suits =>
    (criterion) =>
      criterion.kind === 'Designation' && (criterion.anyOf?.includes(designation) ?? true),
  firstTransaction: (({ kind }) => kind === 'FirstTransaction') satisfies Suits,
  fact:
    ({ fact }: { readonly fact: CriterionFact }): Suits =>
    (criterion) => {
      switch (criterion.kind) {
        case 'CspRole':
          return fact.kind === 'CspRole' && fact.role === criterion.role;
        case 'Custom':
          return fact.kind === 'Custom' && fact.code === criterion.code;
        case 'Membership':
        case 'TrailingRevenue':
          return fact.kind === criterion.kind;
        case 'ActiveAgreement':
        case 'Designation':
        case 'FirstTransaction':
          return false;
      }
    },
};
