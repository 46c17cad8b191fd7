import * as E from 'fp-ts/lib/Either.js';
import { chainSeed } from './chain.js';
import type { EventCodec } from './codec/index.js';
import type { DomainEvent, Fold, Reference } from './decider.js';
import type { Metadata, StoredEvent } from './envelope.js';
import { NoStream, type EventStore } from './event-store.js';
import type { Instant } from './instant.js';
import { decodeStored, type CorruptFold, type Undecodable } from './stored-event.js';
import { categoryOf, type StreamName } from './stream-name.js';

/** Which revisions a command recorded, and what it was. */
export interface RecordedCommand {
  readonly hash: string;
  readonly first: number;
  last: number;
}

/** A stream folded up to a revision. Owned by the cache, which moves it forward in place. */
export interface LoadedStream {
  state: unknown;
  revision: number;
  lastHash: string;
  lastEffectiveAt: Instant | undefined;
  lastRecordedAt: Instant | undefined;
  readonly commands: Map<string, RecordedCommand>;
}

/** Thrown while folding: the stream holds what this code cannot read. */
export class UndecodableEvent extends Error {
  override readonly name = 'UndecodableEvent';
  constructor(
    readonly stream: StreamName,
    readonly revision: number,
    readonly reason: Undecodable | CorruptFold,
  ) {
    super(`Event ${String(revision)} of ${stream} cannot be read: ${reason._tag}`);
  }
}

export interface StreamCache {
  /** The stream as it is now, or folded from what was effective by `asOf`. */
  load(reference: Reference): Promise<LoadedStream>;
  /** Takes in what was just appended at the loaded revision. */
  advance(
    loaded: LoadedStream,
    event: Pick<StoredEvent<DomainEvent>, 'event' | 'metadata' | 'revision' | 'stream'>,
  ): void;
}

/**
 * Folded streams, the least recently used forgotten first. Each load reads forward from what is known, so an entry is
 * never trusted to be current, only never folded twice.
 */
export const streamCache = (
  store: Pick<EventStore, 'read'>,
  codec: EventCodec,
  foldOf: (category: string) => Fold<unknown, DomainEvent>,
  capacity: number,
): StreamCache => {
  const entries = new Map<string, LoadedStream>();

  const entryFor = (key: string, stream: StreamName): LoadedStream => {
    const entry = entries.get(key) ?? emptyStream(stream, foldOf(categoryOf(stream)).initial);
    entries.delete(key);
    entries.set(key, entry);
    if (entries.size > capacity) {
      for (const oldest of entries.keys()) {
        entries.delete(oldest);
        break;
      }
    }
    return entry;
  };

  const takeIn: StreamCache['advance'] = (loaded, { event, metadata, revision, stream }) => {
    // Somebody who loaded the same entry may have read it forward meanwhile.
    if (revision <= loaded.revision) return;
    loaded.state = foldOf(categoryOf(stream)).evolve(loaded.state, event);
    remember(loaded, metadata, revision);
  };

  const load: StreamCache['load'] = async ({ stream, asOf }) => {
    const entry = entryFor(asOf === undefined ? stream : `${stream}@${asOf}`, stream);
    for await (const recorded of store.read(stream, { from: entry.revision + 1 })) {
      const decoded = decodeStored(codec, recorded);
      if (E.isLeft(decoded)) throw new UndecodableEvent(stream, recorded.revision, decoded.left);
      if (asOf === undefined || decoded.right.metadata.effectiveAt <= asOf) {
        orCorrupt(decoded.right, () => takeIn(entry, decoded.right));
      } else {
        entry.revision = recorded.revision;
      }
    }
    return entry;
  };

  return { load, advance: takeIn };
};

/** A fold names an impossible history by throwing `{ _tag: 'CorruptHistory' }`; anything else it throws is a bug. */
const orCorrupt = (
  { stream, revision }: Pick<StoredEvent<DomainEvent>, 'stream' | 'revision'>,
  take: () => void,
): void => {
  try {
    take();
  } catch (error) {
    if (!(error instanceof Error && '_tag' in error && error._tag === 'CorruptHistory'))
      throw error;
    throw new UndecodableEvent(stream, revision, { _tag: 'CorruptHistory', reason: error.message });
  }
};

const emptyStream = (stream: StreamName, initial: unknown): LoadedStream => ({
  state: initial,
  revision: NoStream,
  lastHash: chainSeed(stream),
  lastEffectiveAt: undefined,
  lastRecordedAt: undefined,
  commands: new Map(),
});

const remember = (loaded: LoadedStream, metadata: Metadata, revision: number): void => {
  loaded.revision = revision;
  loaded.lastHash = metadata.chain;
  loaded.lastEffectiveAt = metadata.effectiveAt;
  loaded.lastRecordedAt = metadata.recordedAt;
  const known = loaded.commands.get(metadata.commandId);
  if (known === undefined) {
    loaded.commands.set(metadata.commandId, {
      hash: metadata.commandHash,
      first: revision,
      last: revision,
    });
  } else known.last = revision;
};
