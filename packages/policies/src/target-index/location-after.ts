import type { LocationFacts, PartnerLocationEvent } from '@partner-incentives/domain';
import type { StoredEvent } from '@partner-incentives/event-sourcing';
import { recordingOf } from './recording.js';
import type { IndexedLocation } from './target-index.js';

/** The location as it is now, with the event that its newest agreement or tax profile comes from. */
export const locationAfter = (
  before: IndexedLocation | undefined,
  facts: LocationFacts,
  event: PartnerLocationEvent,
  stored: StoredEvent<unknown>,
): IndexedLocation => {
  const { agreements = new Map(), taxProfiles = new Map() } = before ?? {};
  const recording = recordingOf(stored);
  if (event.type === 'AgreementActivated') {
    return {
      facts,
      agreements: new Map(agreements).set(event.data.kind, recording),
      taxProfiles,
    };
  }
  if (event.type === 'TaxProfileCreated' || event.type === 'TaxProfileUpdated') {
    return {
      facts,
      agreements,
      taxProfiles: new Map(taxProfiles).set(event.data.taxProfileId, recording),
    };
  }
  return { facts, agreements, taxProfiles };
};
