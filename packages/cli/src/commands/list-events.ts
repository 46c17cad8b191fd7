import {
  categoryOf,
  decodeMetadata,
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
import { instantOf } from './ask.js';

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
  store: EventStore,
  stream: string | undefined,
  options: EventOptions,
): Promise<Report> => {
  const isWanted = wanted(options);
  const events: Array<RecordedEvent> = [];
  const source = stream === undefined ? store.readAll() : store.read(nameOf(stream));
  for await (const recorded of source) if (isWanted(recorded)) events.push(recorded);
  return { status: 'pass', data: events, text: draw(events) };
};

const nameOf = (stream: string): StreamName => {
  if (parseStreamName(stream) === undefined) {
    throw new CliError(
      `expected a stream such as enrollment-IR_UK, got ${JSON.stringify(stream)}`,
      'incentives events lists them all',
    );
  }
  return stream as StreamName;
};

const wanted = (options: EventOptions): ((recorded: RecordedEvent) => boolean) => {
  const from = instantOf(options.from, '--from');
  const to = instantOf(options.to, '--to');
  const { type, user, location } = options;
  return (recorded) => {
    const metadata = metadataOf(recorded);
    return (
      (type === undefined || recorded.type === type) &&
      (user === undefined || metadata?.actor.id === user || fieldOf(recorded, 'userId') === user) &&
      (location === undefined || isAt(recorded, location)) &&
      (from === undefined || (metadata !== undefined && metadata.effectiveAt >= from)) &&
      (to === undefined || (metadata !== undefined && metadata.effectiveAt < to))
    );
  };
};

const metadataOf = ({ metadata }: RecordedEvent): Metadata | undefined => {
  const decoded = decodeMetadata(metadata);
  return E.isRight(decoded) ? decoded.right : undefined;
};

const fieldOf = ({ data }: RecordedEvent, key: string): unknown =>
  typeof data === 'object' && data !== null && Object.hasOwn(data, key)
    ? (data as Readonly<Record<string, unknown>>)[key]
    : undefined;

const isAt = (recorded: RecordedEvent, location: string): boolean =>
  fieldOf(recorded, 'pla') === location ||
  (categoryOf(recorded.stream) !== 'refusal' &&
    (parseStreamName(recorded.stream)?.ids.some((id) => id === location) ?? false));

const draw = (events: ReadonlyArray<RecordedEvent>): string =>
  events.length === 0
    ? 'No such event.'
    : table(
        ['EFFECTIVE', 'STREAM', '#', 'EVENT', 'BY'],
        events.map((recorded) => {
          const metadata = metadataOf(recorded);
          return [
            metadata?.effectiveAt ?? '–',
            recorded.stream,
            String(recorded.revision),
            recorded.type,
            metadata === undefined
              ? '–'
              : `${metadata.actor.kind === 'system' ? 'system:' : ''}${metadata.actor.id}`,
          ];
        }),
      );
