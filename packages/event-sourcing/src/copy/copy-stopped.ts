import type { RecordedEvent } from '../envelope.js';
import type { StreamName } from '../stream-name.js';

type Place = Pick<RecordedEvent, 'stream' | 'revision'>;

/**
 * The target is no copy of the source. `found` says what stands at the place: another event, none (where an earlier
 * copy had written it), or one that the source does not hold.
 */
export class TargetDiverged extends Error {
  override readonly name = 'TargetDiverged';
  readonly _tag = 'TargetDiverged';
  readonly stream: StreamName;
  readonly revision: number;
  constructor(
    { stream, revision }: Place,
    readonly found: 'another' | 'none' | 'more',
  ) {
    super(`The target diverges at ${stream} #${revision}: ${sayings[found]}`);
    this.stream = stream;
    this.revision = revision;
  }
}

const sayings = {
  another: 'it holds another event there',
  none: 'the event is missing there',
  more: 'the source holds no such event',
} as const;

/** An event of the source that no store would take, as what another program wrote into a stream of ours. */
export class NotCopyable extends Error {
  override readonly name = 'NotCopyable';
  readonly _tag = 'NotCopyable';
  readonly stream: StreamName;
  readonly revision: number;
  readonly id: string;
  constructor(
    { stream, revision, id, type }: Place & Pick<RecordedEvent, 'id' | 'type'>,
    readonly reason: string,
  ) {
    super(`${stream} #${revision}, ${type} (${id}), cannot be copied: ${reason}`);
    this.stream = stream;
    this.revision = revision;
    this.id = id;
  }
}

/** A store stayed away for longer than a copy waits. Run it again: what was copied stays, and is not copied twice. */
export class CopyInterrupted extends Error {
  override readonly name = 'CopyInterrupted';
  readonly _tag = 'CopyInterrupted';
  constructor(
    readonly side: Side,
    readonly reason: string,
  ) {
    super(`The ${side} stayed away: ${reason}`);
  }
}

export type Side = 'source' | 'target';
