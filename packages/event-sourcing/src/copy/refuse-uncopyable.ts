import * as E from 'fp-ts/lib/Either.js';
import { checkLimits } from '../append-limits.js';
import { toCanonicalJson } from '../codec/index.js';
import { UnreadableJson, type RecordedEvent } from '../envelope.js';
import { NotCopyable } from './copy-stopped.js';

/** Throws `NotCopyable` for what no store of ours would take, before anything of the copy is written. */
export const refuseUncopyable = (event: RecordedEvent): void => {
  for (const part of ['data', 'metadata'] as const) {
    const value = event[part];
    if (value instanceof UnreadableJson) {
      throw new NotCopyable(event, `its ${part} is no JSON (${value.reason})`);
    }
    const text = toCanonicalJson(value);
    if (E.isLeft(text)) throw new NotCopyable(event, `its ${part} holds ${text.left.found}`);
  }
  if (!uuid.test(event.id)) throw new NotCopyable(event, 'its id is no UUID');
  const tooLarge = checkLimits([event]);
  if (tooLarge !== undefined) {
    const { actual, limit } = tooLarge;
    throw new NotCopyable(event, `it is larger (${actual} bytes) than an event may be (${limit})`);
  }
};

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
