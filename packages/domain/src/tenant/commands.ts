import { PartnerId, TenantId } from '../vocabulary/ids.js';
import { command, type CommandOf } from '../vocabulary/record.js';

/** Intentions towards an Entra ID tenant (§3.1). */
export const tenantCommands = {
  AssociateTenant: command('AssociateTenant', { tenantId: TenantId, pga: PartnerId }),
};

export type TenantCommand = CommandOf<typeof tenantCommands>;
