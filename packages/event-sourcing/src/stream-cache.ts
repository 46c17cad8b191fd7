import * as E from 'fp-ts/lib/Either.js';
import type { EventCodec } from './codec/index.js';
import type { DomainEvent, Fold, Reference } from './decider.js';
import type { Metadata, RecordedEvent, StoredEvent } from './envelope.js';
import { NoStream, type EventStore } from './event-store.js';
import type { Instant } from './instant.js';
import { reading } from './reading.js';
import { RecordedCommands } from './recorded-commands.js';
import { decodeStored, type CorruptFold, type Undecodable } from './stored-event.js';
import { categoryOf, type StreamName } from './stream-name.js';

/** How far a stream was folded, and to what. */
export interface FoldedTo {
  readonly state: unknown;
  readonly revision: number;
  /** The last event's link of the chain; `undefined` where there is no event. */
  readonly lastHash: string | undefined;
  /** The latest business time of any event. */
  readonly lastEffectiveAt: Instant | undefined;
  readonly lastRecordedAt: Instant | undefined;
}

/** A stream folded up to a revision. Owned by the cache, which moves it forward in place. */
export type LoadedStream = { -readonly [Key in keyof FoldedTo]: FoldedTo[Key] } & {
  readonly stream: StreamName;
  readonly commands: RecordedCommands;
};

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

/** An event as its stream's fold takes it. */
export type FoldableEvent = Pick<StoredEvent<DomainEvent>, 'event' | 'metadata' | 'revision'>;

export interface StreamCache {
  /** The stream as it is now, or folded from what was effective by `asOf`. */
  load(reference: Reference): Promise<LoadedStream>;
  /** Takes in what was just appended, with the state that it leads to. */
  advance(loaded: LoadedStream, appended: ReadonlyArray<FoldableEvent>, state: unknown): void;
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
    const known = entries.get(key);
    // Order matters only once something must go: until then, a hit is one look-up instead of three.
    if (known !== undefined && entries.size < capacity) return known;
    const entry = known ?? emptyStream(stream, foldOf(categoryOf(stream)).initial);
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

  const load: StreamCache['load'] = async ({ stream, asOf }) => {
    const entry = entryFor(asOf === undefined ? stream : `${stream}@${asOf}`, stream);
    let fold: Fold<unknown, DomainEvent> | undefined;
    // By the entry's own name: a store that has seen it finds the same text faster than an equal one.
    await reading(store, entry.stream, { from: entry.revision + 1 }, (recorded) => {
      // Somebody who loaded the same entry may have read it forward meanwhile.
      if (recorded.revision <= entry.revision) return;
      const stored = readable(codec, recorded, entry);
      if (asOf === undefined || stored.metadata.effectiveAt <= asOf) {
        const known = (fold ??= foldOf(categoryOf(stream)));
        entry.state = orCorrupt(stored, () => known.evolve(entry.state, stored.event));
      }
      remember(entry, stored);
    });
    return entry;
  };

  const advance: StreamCache['advance'] = (loaded, appended, state) => {
    if (appended[0]?.revision !== loaded.revision + 1) return;
    loaded.state = state;
    for (const event of appended) remember(loaded, event);
  };

  return { load, advance };
};

const readable = (
  codec: EventCodec,
  recorded: RecordedEvent,
  { stream, revision }: LoadedStream,
): StoredEvent<DomainEvent> => {
  if (recorded.revision !== revision + 1) {
    const reason = `revision ${String(revision + 1)} is missing`;
    throw new UndecodableEvent(stream, recorded.revision, { _tag: 'CorruptHistory', reason });
  }
  const decoded = decodeStored(codec, recorded);
  if (E.isLeft(decoded)) throw new UndecodableEvent(stream, recorded.revision, decoded.left);
  return decoded.right;
};

/** A fold names an impossible history by throwing `{ _tag: 'CorruptHistory' }`; anything else it throws is a bug. */
const orCorrupt = (
  { stream, revision }: Pick<StoredEvent<DomainEvent>, 'stream' | 'revision'>,
  evolve: () => unknown,
): unknown => {
  try {
    return evolve();
  } catch (error) {
    if (!(error instanceof Error && '_tag' in error && error._tag === 'CorruptHistory'))
      throw error;
    throw new UndecodableEvent(stream, revision, { _tag: 'CorruptHistory', reason: error.message });
  }
};

const emptyStream = (stream: StreamName, initial: unknown): LoadedStream => ({
  stream,
  state: initial,
  revision: NoStream,
  lastHash: undefined,
  lastEffectiveAt: undefined,
  lastRecordedAt: undefined,
  commands: new RecordedCommands(),
});

const remember = (
  loaded: LoadedStream,
  { metadata, revision }: { readonly metadata: Metadata; readonly revision: number },
): void => {
  loaded.revision = revision;
  loaded.lastHash = metadata.chain;
  loaded.lastRecordedAt = metadata.recordedAt;
  loaded.commands.add(metadata.commandId);
  if (loaded.lastEffectiveAt === undefined || metadata.effectiveAt > loaded.lastEffectiveAt) {
    loaded.lastEffectiveAt = metadata.effectiveAt;
  }
};
