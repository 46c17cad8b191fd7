import { isRight } from 'fp-ts/lib/Either.js';
import * as t from 'io-ts';
import type { Rejection } from '../decider.js';
import { compile } from './compile.js';

// A rejection has facts of its own beside these.
const rejection = t.intersection([
  t.type({ _tag: t.string, rule: t.string, fixableBy: t.array(t.string) }),
  t.UnknownRecord,
]);

const refusal = t.type({
  type: t.literal('CommandRefused'),
  data: t.type({ rejection }),
  metadata: t.type({ commandHash: t.string }),
});

/** The refusal that a recorded event tells of, with the hash of the command; none if it tells of none. */
export const decodeRefusal = (
  recorded: unknown,
): { readonly hash: string; readonly rejection: Rejection } | undefined => {
  const decoded = (compiled ??= compile(refusal)).decode(recorded);
  if (!isRight(decoded)) return undefined;
  const { data, metadata } = decoded.right;
  return { hash: metadata.commandHash, rejection: data.rejection };
};

let compiled: ReturnType<typeof compile<t.TypeOf<typeof refusal>>> | undefined;
