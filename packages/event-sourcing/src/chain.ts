import { canonicalJson, sha256Hex } from './codec/index.js';
import type { Metadata, NewEvent } from './envelope.js';
import type { StreamName } from './stream-name.js';

/** What the first event of a stream is chained to. */
export const chainSeed = (stream: StreamName): string => sha256Hex(stream);

/**
 * The tamper evidence of one event: a hash over the previous one and everything recorded about this one. It holds no
 * position, so it survives a copy into another store.
 */
export const chainLink = (
  previous: string,
  stream: StreamName,
  revision: number,
  event: Omit<NewEvent, 'metadata'> & { readonly metadata: Omit<Metadata, 'chain'> },
): string =>
  sha256Hex(
    canonicalJson([
      previous,
      stream,
      revision,
      event.id,
      event.type,
      event.schemaVersion,
      event.data,
      event.metadata,
    ]),
  );
