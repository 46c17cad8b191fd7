import type { CommandEnvelope } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { ActorText } from '../vocabulary/actor.js';
import { holdsAny, isMicrosoft } from '../vocabulary/authority.js';
import type { TenantCommand } from './commands.js';
import type { TenantEvent } from './events.js';
import type { TenantFacts } from './facts.js';
import { refuse, type TenantRejection } from './rejections.js';
import type { TenantState } from './state.js';

/** What is decided: events, none, or a refusal. */
export type Decision = E.Either<TenantRejection, ReadonlyArray<TenantEvent>>;

/** Ties the tenant to an account. Writing to the tenant's own stream is what makes it belong to one at most. */
export const decide = (
  asked: CommandEnvelope<TenantCommand>,
  state: TenantState,
  facts: TenantFacts,
): Decision => {
  const { command, actor, at } = asked;
  const { tenantId, pga } = command;
  const obstacle = obstacleFor(asked, state, facts);
  if (obstacle !== undefined) return E.left(obstacle);
  if (state !== undefined) {
    return state.pga === pga ? E.right([]) : E.left(refuse.tenantTakenByOtherAccount(tenantId));
  }
  const data = { tenantId, pga, by: ActorText.encode(actor) };
  return E.right([{ type: 'TenantAssociated', effectiveAt: at, data }]);
};

/** An account is registered only once it has its first tenant, so a registered one's next is not Microsoft's to tie. */
const obstacleFor = (
  { command, actor }: CommandEnvelope<TenantCommand>,
  state: TenantState,
  { account }: TenantFacts,
): TenantRejection | undefined => {
  if (isMicrosoft(actor)) {
    return state === undefined && account !== undefined
      ? refuse.notAuthorized(account, command.pga)
      : undefined;
  }
  if (account === undefined) return refuse.unknownAccount(command.pga);
  return holdsAny(actor, account, ['GA']) ? undefined : refuse.notAuthorized(account, command.pga);
};
