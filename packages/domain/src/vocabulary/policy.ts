import * as t from 'io-ts';
import { AccountRole, IncentivesRole } from './roles.js';
import { record } from './record.js';

const Role = t.union([IncentivesRole, AccountRole]);
/** Any role of §2.1. */
export type Role = t.TypeOf<typeof Role>;

const count = t.refinement(
  t.number,
  (n): n is number => Number.isSafeInteger(n) && n >= 0,
  'whole number, not negative',
);

const switches = {
  /** Who gets the invitation (C-01): those of these roles in scope. */
  invitationRecipients: t.readonlyArray(t.keyof({ GA: null, AA: null, IA: null, MPA: null })),
  /** Days after which an invitation expires; `null`: it lasts until the term ends (I-08). */
  invitationValidity: t.union([t.null, count]),
  requirePmcMigration: t.boolean,
  roleAssigners: t.readonlyArray(t.keyof({ GA: null, AA: null })),
  mpaAssigns: t.boolean,
  guestIncentivesRoles: t.boolean,
  overviewViewers: t.readonlyArray(Role),
  requirementsLinkAlways: t.boolean,
  midYearEligibilityLoss: t.keyof({ suspend: null, untilTermEnd: null }),
  earningsStartBasis: t.keyof({ validatedAt: null, submittedAt: null }),
  validationSlaHours: count,
  /** Hours between refreshes of the dashboard (N-02). */
  refreshEvery: count,
  benefitAssigners: t.readonlyArray(AccountRole),
  creditGuests: t.boolean,
  strictRefund: t.boolean,
  refundDays: count,
  vsReassignDays: count,
  renewalOpensOnAnniversary: t.boolean,
  paymentThresholdUsd: count,
  paymentHoldDays: count,
};

/**
 * Every rule of `domain.md` that could reasonably be otherwise (§9.3), as one value. It is part of the facts of each
 * decision, and its hash is recorded with each event.
 */
export const Policy = record(switches);
export type Policy = t.TypeOf<typeof Policy>;

/** The default of every switch (§9.3). */
export const currentPolicy: Policy = {
  invitationRecipients: ['IA'],
  invitationValidity: null,
  requirePmcMigration: false,
  roleAssigners: ['GA', 'AA'],
  mpaAssigns: false,
  guestIncentivesRoles: false,
  overviewViewers: ['IA', 'IU'],
  requirementsLinkAlways: false,
  midYearEligibilityLoss: 'suspend',
  earningsStartBasis: 'validatedAt',
  validationSlaHours: 48,
  refreshEvery: 24,
  benefitAssigners: ['GA', 'MPA'],
  creditGuests: true,
  strictRefund: true,
  refundDays: 30,
  vsReassignDays: 90,
  renewalOpensOnAnniversary: false,
  paymentThresholdUsd: 200,
  paymentHoldDays: 180,
};

/** Who got the invitation in each era of the source documents (C-01). */
export const invitationRecipientPresets = {
  'fy21-aug': ['GA', 'AA', 'IA', 'MPA'],
  'fy21-nov': ['AA', 'IA'],
  current: ['IA'],
} as const satisfies Readonly<Record<string, Policy['invitationRecipients']>>;

/** The switches as of an era: the defaults with that era's recipients. */
export const policyPresets: Readonly<Record<keyof typeof invitationRecipientPresets, Policy>> = {
  'fy21-aug': {
    ...currentPolicy,
    invitationRecipients: invitationRecipientPresets['fy21-aug'],
  },
  'fy21-nov': {
    ...currentPolicy,
    invitationRecipients: invitationRecipientPresets['fy21-nov'],
  },
  current: currentPolicy,
};

/** Some switches set anew; recipients may be named by a preset, no validity as "none". */
export const PolicyChange = record(
  {},
  {
    ...switches,
    invitationRecipients: t.union([
      switches.invitationRecipients,
      t.keyof({ 'fy21-aug': null, 'fy21-nov': null, current: null }),
    ]),
    invitationValidity: t.union([switches.invitationValidity, t.literal('none')]),
  },
);
export type PolicyChange = t.TypeOf<typeof PolicyChange>;

export const changePolicy = (
  policy: Policy,
  { invitationRecipients, invitationValidity, ...change }: PolicyChange,
): Policy => ({
  ...policy,
  ...change,
  ...(invitationRecipients !== undefined && {
    invitationRecipients:
      typeof invitationRecipients === 'string'
        ? invitationRecipientPresets[invitationRecipients]
        : invitationRecipients,
  }),
  ...(invitationValidity !== undefined && {
    invitationValidity: invitationValidity === 'none' ? null : invitationValidity,
  }),
});
