// These shapes are on disk for ever: add, never edit. A new shape is a new version with an upcaster.
import * as t from 'io-ts';
import { PartnerId, TenantId } from '../vocabulary/ids.js';
import { v1, type EventOf } from '../vocabulary/record.js';

/** What can have happened to a tenant. */
export const tenantEvents = {
  TenantAssociated: v1({ tenantId: TenantId, pga: PartnerId, by: t.string }),
};

export type TenantEvent = EventOf<typeof tenantEvents>;
