import {
  whyUndecodable,
  type RecordedEvent,
  type Undecodable,
} from '@partner-incentives/event-sourcing';

/** Thrown by views: an event of ours cannot be read. `NewerVersion`: upgrade first; `Unreadable`: it is broken. */
export class UnreadableHistory extends Error {
  override readonly name = 'UnreadableHistory';
  readonly _tag = 'UnreadableHistory';
  constructor(
    readonly event: Pick<RecordedEvent, 'stream' | 'revision' | 'type'>,
    readonly reason: Undecodable,
  ) {
    super(
      `Event ${String(event.revision)} (${event.type}) of ${event.stream} cannot be read: ${whyUndecodable(reason)}` +
        (reason._tag === 'NewerVersion' ? '; upgrade partner-incentives' : ''),
    );
  }
}
