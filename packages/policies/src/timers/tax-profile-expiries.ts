import type { DueNow } from './sweep.js';

/** T-05. A closed location pays no taxes here any more. */
export const taxProfileExpiries: DueNow = ({ index, now }) =>
  [...index.locations.values()]
    .filter(({ facts }) => !facts.closed)
    .flatMap(({ facts: { pla, taxProfiles }, taxProfiles: recordings }) =>
      taxProfiles.flatMap(({ taxProfileId, expiresOn, status }) => {
        if (expiresOn === undefined || expiresOn > now || status === 'Expired') return [];
        const named = recordings.get(taxProfileId)?.eventId;
        return [
          {
            due: expiresOn,
            key: `ExpireTaxProfile ${pla} ${taxProfileId} ${named}`,
            command: { type: 'ExpireTaxProfile' as const, pla, taxProfileId },
          },
        ];
      }),
    );
