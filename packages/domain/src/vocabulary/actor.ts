import type { Actor } from '@partner-incentives/event-sourcing';
import * as t from 'io-ts';
import { UserId } from './ids.js';

const system = 'system:';

/** Written `ines` for a user, `system:MS` for a system; who authenticated it is the caller's business. */
export const ActorText = new t.Type<Actor, string, unknown>(
  'Actor (a user id, or system:NAME)',
  (value): value is Actor =>
    typeof value === 'object' && value !== null && 'kind' in value && 'id' in value,
  (value, context) => {
    if (typeof value !== 'string') return t.failure(value, context);
    const isSystem = value.startsWith(system);
    const id = isSystem ? value.slice(system.length) : value;
    return UserId.is(id)
      ? t.success({ kind: isSystem ? 'system' : 'user', id })
      : t.failure(value, context);
  },
  (actor) => (actor.kind === 'system' ? `${system}${actor.id}` : actor.id),
);

/** Microsoft operations (§2.1). */
export const microsoft: Actor = { kind: 'system', id: 'MS' };
