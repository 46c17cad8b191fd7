import { isStreamId, type StreamId } from '@partner-incentives/event-sourcing/stream-name';
import * as t from 'io-ts';

declare const idOf: unique symbol;

/** An identifier of one kind of thing: `[A-Za-z0-9.-]`, 1 to 128 characters. Ids of two kinds do not mix. */
export type Id<Kind extends string> = StreamId & { readonly [idOf]: Kind };

const id = <Kind extends string>(kind: Kind) =>
  t.refinement(t.string, (text): text is Id<Kind> => isStreamId(text), kind);

/** A partner account's id, global (PGA) or of a location (PLA); "MPN ID" and "LocationID" are names of the same. */
export const PartnerId = id('PartnerId');
export type PartnerId = t.TypeOf<typeof PartnerId>;

/** An incentive program. */
export const ProgramId = id('ProgramId');
export type ProgramId = t.TypeOf<typeof ProgramId>;

/** A person, everywhere: events hold nothing else about people (§3.7). */
export const UserId = id('UserId');
export type UserId = t.TypeOf<typeof UserId>;

/** A Microsoft Entra ID directory. */
export const TenantId = id('TenantId');
export type TenantId = t.TypeOf<typeof TenantId>;

/** Bank details, kept by the company (T-01). */
export const BankProfileId = id('BankProfileId');
export type BankProfileId = t.TypeOf<typeof BankProfileId>;

/** Tax data and forms of one location (T-04). */
export const TaxProfileId = id('TaxProfileId');
export type TaxProfileId = t.TypeOf<typeof TaxProfileId>;

/** One offer to enroll; each cycle has its own (I-07). */
export const InvitationId = id('InvitationId');
export type InvitationId = t.TypeOf<typeof InvitationId>;

/** One handing-in of payout details for validation (E-07). */
export const SubmissionId = id('SubmissionId');
export type SubmissionId = t.TypeOf<typeof SubmissionId>;

/** The Microsoft subsidiary that pays. */
export const PayingEntityId = id('PayingEntityId');
export type PayingEntityId = t.TypeOf<typeof PayingEntityId>;

/** The caller's id of a command; the same id again answers as the first time (V-04). */
export const CommandId = id('CommandId');
export type CommandId = t.TypeOf<typeof CommandId>;
