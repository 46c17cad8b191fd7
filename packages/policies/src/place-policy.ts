import type { Command, Event } from '@partner-incentives/domain';
import type { Policy, StoredEvent } from '@partner-incentives/event-sourcing';
import type { Place } from './place.js';
import type { TargetIndex } from './target-index/index.js';

/** Every reaction of §3.6 concerns places, found in the index. */
export type PlacePolicy = Policy<{
  readonly Event: Event;
  readonly Index: TargetIndex;
  readonly Target: Place;
  readonly Command: Command;
}>;

/** The events of some types. */
export type Happened<Type extends Event['type']> = Extract<Event, { readonly type: Type }>;

type Concerned<Type extends Event['type']> = (
  event: Happened<Type>,
  index: TargetIndex,
) => ReadonlyArray<Place>;

/** Whom an event concerns, by its type; types that are not listed concern nobody. */
export const concerned =
  (on: { readonly [Type in Event['type']]?: Concerned<Type> }): PlacePolicy['targets'] =>
  ({ event }: StoredEvent<Event>, index) =>
    (on[event.type] as Concerned<Event['type']> | undefined)?.(event, index) ?? [];
