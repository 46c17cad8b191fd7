import shared from '@eventstore/db-client/generated/shared_pb.js';
import type { StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Position } from '@partner-incentives/event-sourcing';
import { logPositionOf } from './position.js';
import type { ServerFilter } from './stored-names.js';

export type ReadWhat = StreamStretch | LogStretch | Subscription;

/** A stretch of one stream; `from` left out: its end. */
export interface StreamStretch {
  readonly of: 'stream';
  readonly stream: string;
  readonly from?: number;
  readonly backwards: boolean;
  readonly count: number;
}

export const readRequest = (what: ReadWhat): ReadReq => {
  switch (what.of) {
    case 'stream':
      return readStreamRequest(what);
    case 'log':
      return readAllRequest(what);
    case 'subscription':
      return subscribeRequest(what);
  }
};

const readStreamRequest = ({ stream, from, backwards, count }: StreamStretch): ReadReq => {
  const place = new streams.ReadReq.Options.StreamOptions();
  place.setStreamIdentifier(identifier(stream));
  if (from === undefined) place.setEnd(new shared.Empty());
  else place.setRevision(String(from));
  const options = readOptions(backwards);
  options.setStream(place);
  options.setCount(String(count));
  options.setNoFilter(new shared.Empty());
  return request(options);
};

/** A stretch of everything, the event at `from` included. */
export interface LogStretch {
  readonly of: 'log';
  readonly from: Position | 'start' | 'end';
  readonly backwards: boolean;
  readonly count: number;
  readonly filter?: ServerFilter;
}

const readAllRequest = ({ from, backwards, count, filter }: LogStretch): ReadReq => {
  const options = readOptions(backwards);
  options.setAll(placeInAll(from));
  options.setCount(String(count));
  setFilter(options, filter);
  return request(options);
};

/** What comes after `from`, for ever. */
export interface Subscription {
  readonly of: 'subscription';
  readonly from: Position | 'start';
  readonly filter: ServerFilter;
}

const subscribeRequest = ({ from, filter }: Subscription): ReadReq => {
  const options = readOptions(false);
  options.setAll(placeInAll(from));
  options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
  setFilter(options, filter);
  return request(options);
};

const identifier = (stream: string): StreamIdentifier => {
  const name = new shared.StreamIdentifier();
  name.setStreamName(new Uint8Array(Buffer.from(stream, 'utf8')));
  return name;
};

const readOptions = (backwards: boolean) => {
  const options = new streams.ReadReq.Options();
  const uuids = new streams.ReadReq.Options.UUIDOption();
  uuids.setString(new shared.Empty());
  options.setUuidOption(uuids);
  options.setResolveLinks(false);
  const { FORWARDS, BACKWARDS } = streams.ReadReq.Options.ReadDirection;
  options.setReadDirection(backwards ? BACKWARDS : FORWARDS);
  return options;
};

const placeInAll = (from: Position | 'start' | 'end') => {
  const place = new streams.ReadReq.Options.AllOptions();
  if (from === 'start') place.setStart(new shared.Empty());
  else if (from === 'end') place.setEnd(new shared.Empty());
  else {
    const { commit, prepare } = logPositionOf(from);
    const position = new streams.ReadReq.Options.Position();
    position.setCommitPosition(commit);
    position.setPreparePosition(prepare);
    place.setPosition(position);
  }
  return place;
};

const setFilter = (options: ReturnType<typeof readOptions>, filter: ServerFilter | undefined) => {
  if (filter === undefined) return options.setNoFilter(new shared.Empty());
  const expression = new streams.ReadReq.Options.FilterOptions.Expression();
  expression.setRegex(filter.regex);
  const filterOptions = new streams.ReadReq.Options.FilterOptions();
  if (filter.on === 'stream') filterOptions.setStreamIdentifier(expression);
  else filterOptions.setEventType(expression);
  // A checkpoint each 32 events that the server has looked at.
  filterOptions.setMax(32);
  filterOptions.setCheckpointintervalmultiplier(1);
  return options.setFilter(filterOptions);
};

const request = (options: ReturnType<typeof readOptions>): ReadReq => {
  const read = new streams.ReadReq();
  read.setOptions(options);
  return read;
};
