import { eventSchemas } from '@partner-incentives/domain';
import {
  decodeMetadata,
  decodeRefusal,
  parseStreamName,
  type EventStore,
  type Metadata,
  type RecordedEvent,
  type StreamName,
} from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { CliError } from '../exit-code.js';
import type { Report } from '../output/report.js';
import { table } from '../output/table.js';
import { none, shortened } from '../output/words.js';
import { isAbout, isAt } from './event-mentions.js';
import { instantOption } from './instant-option.js';

/** Filters; those given must all hold. */
export interface EventOptions {
  readonly type?: string;
  /** Acted, or is spoken of. */
  readonly user?: string;
  readonly location?: string;
  /** Effective at or after. */
  readonly from?: string;
  /** Effective before. */
  readonly to?: string;
}

/** The recorded events, of one stream or of all, in order. */
export const listEvents = async (
  store: Pick<EventStore, 'read' | 'readAll'>,
  stream: string | undefined,
  options: EventOptions,
): Promise<Report> => {
  const isWanted = wanted(options);
  const events: Array<RecordedEvent> = [];
  const source = stream === undefined ? store.readAll() : store.read(nameOf(stream));
  for await (const recorded of source) if (isWanted(recorded)) events.push(recorded);
  return { status: 'pass', data: events.map(inOrder), text: draw(events) };
};

/** The fields in one order, whichever store they come from. */
const inOrder = (recorded: RecordedEvent): RecordedEvent => {
  const { id, stream, revision, position, type, schemaVersion, data, metadata } = recorded;
  return { id, stream, revision, position, type, schemaVersion, data, metadata };
};

const nameOf = (stream: string): StreamName => {
  if (parseStreamName(stream) !== undefined) return stream as StreamName;
  throw new CliError(
    `expected a stream such as enrollment-MCI_Berlin, got ${JSON.stringify(stream)}`,
    'incentives events lists them all',
  );
};

const types: ReadonlySet<string> = new Set([...Object.keys(eventSchemas), 'CommandRefused']);

const wanted = ({ type, user, location, ...period }: EventOptions) => {
  const from = instantOption('--from', period.from);
  const to = instantOption('--to', period.to);
  if (type !== undefined && !types.has(type)) {
    throw new CliError(
      `expected --type to be an event such as ProfileValidated, got ${JSON.stringify(type)}`,
      'incentives schema events names them all',
    );
  }
  return (recorded: RecordedEvent): boolean => {
    if (type !== undefined && recorded.type !== type) return false;
    const metadata = metadataOf(recorded);
    const effectiveAt = metadata?.effectiveAt ?? '';
    return (
      (user === undefined || metadata?.actor.id === user || isAbout(recorded, user)) &&
      (location === undefined || isAt(recorded, location)) &&
      (from === undefined || effectiveAt >= from) &&
      (to === undefined || (effectiveAt !== '' && effectiveAt < to))
    );
  };
};

const metadataOf = ({ metadata }: RecordedEvent): Metadata | undefined => {
  const decoded = decodeMetadata(metadata);
  return E.isRight(decoded) ? decoded.right : undefined;
};

const draw = (events: ReadonlyArray<RecordedEvent>): string =>
  events.length === 0
    ? 'No such event.'
    : table(
        ['EFFECTIVE', 'STREAM', '#', 'EVENT', 'BY'],
        events.map((recorded) => {
          const metadata = metadataOf(recorded);
          const rejection = decodeRefusal(recorded)?.rejection._tag;
          return [
            metadata?.effectiveAt ?? none,
            shortened(recorded.stream, 40),
            String(recorded.revision),
            rejection === undefined ? recorded.type : `${recorded.type}: ${rejection}`,
            actorOf(metadata),
          ];
        }),
      );

const actorOf = (metadata: Metadata | undefined): string => {
  if (metadata === undefined) return none;
  const { kind, id } = metadata.actor;
  return kind === 'system' ? `system:${id}` : id;
};
