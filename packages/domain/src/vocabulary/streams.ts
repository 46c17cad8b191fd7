import { streamName, type StreamName } from '@partner-incentives/event-sourcing/stream-name';
import type { PartnerId, ProgramId, TenantId } from './ids.js';

/** The stream map of §3.0: where each thing's events are kept. */
export const streams = {
  partnerAccount: (pga: PartnerId): StreamName => streamName('partnerAccount', pga),
  tenant: (tenantId: TenantId): StreamName => streamName('tenant', tenantId),
  partnerLocation: (pla: PartnerId): StreamName => streamName('partnerLocation', pla),
  program: (programId: ProgramId): StreamName => streamName('program', programId),
  eligibility: (programId: ProgramId, pla: PartnerId): StreamName =>
    streamName('eligibility', programId, pla),
  enrollment: (programId: ProgramId, pla: PartnerId): StreamName =>
    streamName('enrollment', programId, pla),
} as const;
