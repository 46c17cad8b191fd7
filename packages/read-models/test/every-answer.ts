import type { PartnerId, ProgramId } from '@partner-incentives/domain';
import type { Rows } from '../src/rows/rows.js';
import type { Asked } from '../src/view.js';
import { views } from '../src/views.js';

/** What a viewer gets from every view, asked about every place. */
export const everyAnswer = (rows: Rows, asked: Asked) => {
  const places = [...rows.programs.all()].flatMap(({ programId }) =>
    [...rows.locations.all(), ...rows.accounts.all()].map((place) => ({
      programId,
      pla: 'pla' in place ? place.pla : place.pga,
    })),
  );
  const at = (place: { readonly programId: ProgramId; readonly pla: PartnerId }) => ({
    ...asked,
    ...place,
  });
  return {
    overview: views.overview(rows, asked),
    noAccess: views.noAccess(rows, asked),
    actions: views.actions(rows, asked),
    inbox: views.inbox(rows, asked),
    roles: views.roles(rows, asked),
    queue: views.queue(rows, asked),
    rollForward: views.rollForward(rows, asked),
    requirements: byPlace(places, (place) => views.requirements(rows, at(place))),
    prompt: byPlace(places, (place) => views.prompt(rows, at(place))),
  };
};

/** Answers with rows, by place, in an order of their own. */
const byPlace = <Place extends { readonly programId: string; readonly pla: string }>(
  places: ReadonlyArray<Place>,
  ask: (place: Place) => ReadonlyArray<unknown>,
) =>
  places
    .map((place) => [`${place.programId} ${place.pla}`, ask(place)] as const)
    .filter(([, rows]) => rows.length > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
