import { canonicalJson, sha256Hex } from './codec/index.js';
import type { CommandEnvelope } from './decider.js';
import type { CommandNotJson } from './handling.js';
import { NotJson } from './json-value.js';

/** Of everything that counts as the same command: who, and what; not when, so that a late delivery is the same one. */
export const commandHash = <Command>(
  { actor, command }: CommandEnvelope<Command>,
  hashable: (command: Command) => unknown,
): string | CommandNotJson => {
  try {
    const counts = { actor: { id: actor.id, kind: actor.kind }, command: hashable(command) };
    return sha256Hex(canonicalJson(counts));
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return { _tag: 'CommandNotJson', rule: 'V-04', fixableBy: [actor.id], found: error.found };
  }
};
