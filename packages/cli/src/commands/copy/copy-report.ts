import { TargetDiverged, type Copied, type NotCopyable } from '@partner-incentives/event-sourcing';
import type { Report } from '../../output/report.js';
import type { OpenedStore } from '../../store/opened-store.js';
import type { CopiedPeople } from './copy-people.js';

type Named = Pick<OpenedStore, 'name'>;

/** What a copy came to. People that the target knows otherwise are a finding. */
export const copied = (
  from: Named,
  to: Named,
  { events, written }: Copied,
  people: CopiedPeople,
  policies: boolean,
): Report => {
  const { added, already, erased, refused } = people;
  const known = added + already + erased + refused.length;
  return {
    status: refused.length === 0 ? 'pass' : 'fail',
    data: { from: from.name, to: to.name, events, written, people, policies, stopped: null },
    text: [
      `✓ ${to.name} holds the ${String(events)} events of ${from.name}: ${String(written)} written, ${String(events - written)} were there; both were compared.`,
      known === 0
        ? '✓ No people are known to the source: ids stand for names.'
        : `${refused.length === 0 ? '✓' : '✗'} ${String(known)} people: ${String(added)} added, ${String(already)} were there, ${String(erased)} erased.`,
      ...refused.map((id) => `✗ ${id} is somebody else there, or the e-mail is somebody else's.`),
      policies
        ? '✓ Policies go on where they were.'
        : '✓ Policies look at the whole history again, to no effect but the time it takes.',
    ].join('\n'),
  };
};

/** Why a copy could not be finished: nothing that a repetition would mend. */
export const stopped = (from: Named, to: Named, why: TargetDiverged | NotCopyable): Report => {
  const { stream, revision, message } = why;
  const place = { reason: why._tag, stream, revision };
  const next =
    why instanceof TargetDiverged
      ? '→ Copy into an empty store, or one that holds a part of this one.'
      : '→ See what it is: incentives events --store with the source, and the stream.';
  return {
    status: 'fail',
    data: {
      from: from.name,
      to: to.name,
      events: null,
      written: null,
      people: null,
      policies: false,
      stopped: place,
    },
    text: [`✗ ${message}.`, next].join('\n'),
  };
};
