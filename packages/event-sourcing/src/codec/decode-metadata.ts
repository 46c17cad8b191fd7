import { isRight, left, right, type Either } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Metadata } from '../envelope.js';
import type { Instant } from '../instant.js';
import type { StreamName } from '../stream-name.js';
import { compile } from './compile.js';
import { report, type Finding } from './report.js';

// Always in the full form, so that text order is time order.
const instant = t.refinement(
  t.string,
  (text): text is Instant => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text),
  'an instant',
);
const stream = t.refinement(t.string, (text): text is StreamName => text.length > 0, 'a stream');
const revision = t.refinement(t.number, Number.isSafeInteger, 'a revision');

const metadata = t.intersection([
  t.type({
    effectiveAt: instant,
    recordedAt: instant,
    commandId: t.string,
    commandHash: t.string,
    actor: t.type({ kind: t.keyof({ user: null, system: null }), id: t.string }),
    correlationId: t.string,
    basis: t.array(t.intersection([t.type({ stream, revision }), t.partial({ asOf: instant })])),
    chain: t.string,
  }),
  t.partial({ account: t.string, causationId: t.string, policyVersion: t.string }),
]);

/** What we recorded about an event, from what a store holds; what others added to it is dropped. */
export const decodeMetadata = (value: unknown): Either<ReadonlyArray<Finding>, Metadata> => {
  const decoded = (compiled ??= compile(metadata)).decode(value);
  return isRight(decoded) ? right(decoded.right as Metadata) : left(report(decoded.left));
};

let compiled: ReturnType<typeof compile<t.TypeOf<typeof metadata>>> | undefined;
