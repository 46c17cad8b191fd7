import type { LogRecord } from '../log/log-record.js';

/** What a subscription says, but for its marks. */
export type Item =
  | { readonly kind: 'event'; readonly record: LogRecord }
  | { readonly kind: 'checkpoint'; readonly position: bigint };

/** What a subscription follows. Both ways know what the other has said and say nothing twice. */
export interface Feed {
  /** Throws where the subscription is refused before it is confirmed. */
  readonly check: () => void;
  /** Is there anything to catch up with? A stream that is missing or deleted softly is waited for in silence. */
  readonly exists: () => boolean;
  /** What is stored and was not said yet. */
  readonly stored: () => Iterable<Item>;
  /** What a record that was just announced adds. */
  readonly live: (record: LogRecord) => ReadonlyArray<Item>;
}
