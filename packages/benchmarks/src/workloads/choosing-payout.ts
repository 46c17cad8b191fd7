import type { DomainEvent, Instant, StreamId } from '@partner-incentives/event-sourcing';

// A command, a rule and an event of about 250 bytes, alike for every contender.

/** Chooses how a location wants to be paid. */
export interface Choose {
  readonly type: 'Choose';
  readonly id: StreamId;
  readonly nth: number;
}

export type Chosen = DomainEvent<
  'PayoutDetailsChosen',
  {
    readonly programId: string;
    readonly pla: string;
    readonly by: string;
    readonly details: {
      readonly bank: ReadonlyArray<{
        readonly payingEntity: string;
        readonly bankProfileId: string;
      }>;
      readonly paymentMethod?: string;
      readonly currency?: string;
      readonly taxProfileId?: string;
      readonly creditNoteConfirmed?: boolean;
    };
  }
>;

export interface Choices {
  readonly made: number;
  readonly banks: number;
}

export const commandsPerStream = 12;
export const at = '2024-03-04T10:00:00.000Z' as Instant;

/** Its keys in order, as a decoded command has them. */
export const choose = (stream: number, nth: number): Choose => ({
  id: `location-${stream}` as StreamId,
  nth,
  type: 'Choose',
});

export const initial: Choices = { made: 0, banks: 0 };

/** @throws where the twelve choices are made */
export const decide = ({ id, nth }: Choose, { made }: Choices): readonly [Chosen] => {
  if (made >= commandsPerStream) throw new RangeError(`${id} has chosen often enough`);
  const bank = (payingEntity: string) => ({ payingEntity, bankProfileId: `bank-profile-${nth}` });
  return [
    {
      type: 'PayoutDetailsChosen',
      effectiveAt: at,
      data: {
        programId: 'indirect-reseller',
        pla: id,
        by: 'ines',
        details: {
          bank: nth % 2 === 0 ? [bank('MIOL')] : [bank('MIOL'), bank('MSCORP')],
          paymentMethod: 'BankTransfer',
          currency: 'GBP',
          taxProfileId: 'tax-profile-uk',
          creditNoteConfirmed: true,
        },
      },
    },
  ];
};

export const evolve = (
  { made, banks }: Choices,
  { data }: { readonly data: Chosen['data'] },
): Choices => ({
  made: made + 1,
  banks: banks + data.details.bank.length,
});

/** What every stream must have come to. */
export const expected: Choices = { made: commandsPerStream, banks: commandsPerStream * 1.5 };
