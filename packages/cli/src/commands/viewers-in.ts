import { decodeMetadata, type EventStore } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';

/** Who was ever an incentives admin, by account: those whose overview is worth showing. */
export const viewersIn = async (
  store: Pick<EventStore, 'readAll'>,
): Promise<ReadonlyMap<string, ReadonlySet<string>>> => {
  const viewers = new Map<string, Set<string>>();
  for await (const { data, metadata } of store.readAll({ filter: { types: ['RoleAssigned'] } })) {
    const decoded = decodeMetadata(metadata);
    const { userId, role } = data as { readonly userId?: string; readonly role?: string };
    if (E.isLeft(decoded) || userId === undefined || role !== 'IA') continue;
    const { account = '' } = decoded.right;
    viewers.set(account, (viewers.get(account) ?? new Set()).add(userId));
  }
  return viewers;
};
