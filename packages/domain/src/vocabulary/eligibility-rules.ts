import type { Criterion } from './criteria.js';
import type { Instant } from './instant.js';
import type { LocationFacts } from './location-facts.js';

/** Whether the location meets the criterion at the instant (§4.1, L-04). */
export const isMet = (criterion: Criterion, location: LocationFacts, at: Instant): boolean => {
  switch (criterion.kind) {
    case 'ActiveAgreement':
      return hasActiveAgreement(location, criterion.agreement, at);
    case 'Designation': {
      const { anyOf, min } = criterion;
      return location.designations.filter((d) => anyOf?.includes(d) ?? true).length >= min;
    }
    case 'FirstTransaction':
      return location.firstTransactionAt !== undefined && location.firstTransactionAt <= at;
    case 'Membership':
      return location.criterionFacts.some((fact) => fact.kind === 'Membership');
    case 'CspRole':
      return location.criterionFacts.some(
        (fact) => fact.kind === 'CspRole' && fact.role === criterion.role,
      );
    case 'TrailingRevenue':
      return location.criterionFacts.some(
        (fact) => fact.kind === 'TrailingRevenue' && fact.amountUsd >= criterion.amountUsd,
      );
    case 'Custom':
      return location.criterionFacts.some(
        (fact) => fact.kind === 'Custom' && fact.code === criterion.code,
      );
  }
};

export const hasActiveAgreement = (
  location: LocationFacts,
  kind: 'MpnAgreement' | 'ResellerAgreement' | 'CloudDistributorAgreement',
  at: Instant,
): boolean => {
  const agreement = location.agreements.find((active) => active.kind === kind);
  return (
    agreement !== undefined &&
    agreement.from <= at &&
    (agreement.until === undefined || at < agreement.until)
  );
};

/** Eligible means all criteria met (L-01); the unmet ones are what the partner must complete (L-02). */
export const judge = (
  criteria: ReadonlyArray<Criterion>,
  location: LocationFacts,
  at: Instant,
): { readonly met: ReadonlyArray<Criterion>; readonly unmet: ReadonlyArray<Criterion> } => ({
  met: criteria.filter((criterion) => isMet(criterion, location, at)),
  unmet: criteria.filter((criterion) => !isMet(criterion, location, at)),
});
