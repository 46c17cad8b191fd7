/** What the total table of §3.5 reads. `status-input.ts` derives it from facts. */
export interface StatusInput {
  readonly program: 'Upcoming' | 'Open' | 'Closed' | 'Discontinued';
  /** A location, or an enrollment of before 2020 on a PGA or vOrg (E-13). */
  readonly account: 'PLA' | 'LegacyActive' | 'LegacyInactive';
  readonly eligibility: 'NoCriteria' | 'Met' | 'NotMet' | 'Unknown';
  readonly phase:
    | 'None'
    | 'Invited'
    | 'InProgress'
    | 'Validating'
    | 'Complete'
    | 'EndedIneligible'
    | 'EndedInactive';
  readonly viewer: 'IA' | 'InScopeNonIA' | 'OutOfScope';
}

/** The Status column of the overview. */
export type StatusCode =
  | 'ActionRequired'
  | 'Discontinued'
  | 'Enrolled'
  | 'Enrolling'
  | 'Inactive'
  | 'Ineligible'
  | 'Invited'
  | 'ValidatingEnrollment';

/** The row of the table that decided. */
export type StatusRule =
  'S1' | 'S2' | 'S3' | 'S4' | 'S5' | 'S6' | 'S7' | 'S8' | 'S9' | 'S10' | 'S11' | 'S12';

/** What a viewer sees of one location in one program. */
export interface DisplayedStatus {
  readonly rule: StatusRule;
  readonly status: StatusCode | 'NotShown';
  /** `OutstandingReasons`: one action per outstanding reason, see `actionsOf`. */
  readonly action: 'none' | 'Enroll' | 'SeeEligibilityRequirements' | 'OutstandingReasons';
}

/** The displayed status: twelve rules, the first that applies decides (§3.5). */
export const displayedStatus = (input: StatusInput): DisplayedStatus => {
  const { rule, shows } = rules.find(({ applies }) => applies(input)) ?? complete;
  const { status, action = 'none' } = shows(input);
  return { rule, status, action };
};

interface Rule {
  readonly rule: StatusRule;
  readonly applies: (input: StatusInput) => boolean;
  readonly shows: (input: StatusInput) => {
    readonly status: DisplayedStatus['status'];
    readonly action?: DisplayedStatus['action'];
  };
}

const notShown = { status: 'NotShown' } as const;
const inactive = { status: 'Inactive' } as const;
const enrolling = { status: 'Enrolling' } as const;
const ineligible = { status: 'Ineligible', action: 'SeeEligibilityRequirements' } as const;
const invitedToEnroll = { status: 'Invited', action: 'Enroll' } as const;

const rules: ReadonlyArray<Rule> = [
  {
    rule: 'S1',
    applies: ({ viewer }) => viewer === 'OutOfScope',
    shows: () => notShown,
  },
  {
    rule: 'S2',
    applies: ({ program }) => program === 'Discontinued',
    shows: ({ phase }) => (phase === 'None' ? notShown : { status: 'Discontinued' }),
  },
  {
    rule: 'S3',
    applies: ({ account, phase }) =>
      account === 'LegacyInactive' || (account !== 'PLA' && phase === 'None'),
    shows: ({ phase }) => (phase === 'None' ? notShown : inactive),
  },
  {
    rule: 'S4',
    applies: ({ eligibility }) => eligibility === 'NotMet',
    shows: () => ineligible,
  },
  {
    rule: 'S5',
    applies: ({ phase }) => phase === 'EndedIneligible',
    // Met again: waiting for a new invitation.
    shows: ({ eligibility }) => (eligibility === 'Unknown' ? ineligible : inactive),
  },
  {
    rule: 'S6',
    applies: ({ phase }) => phase === 'EndedInactive',
    shows: () => inactive,
  },
  {
    rule: 'S7',
    applies: ({ program, phase }) =>
      program !== 'Open' && (phase === 'None' || phase === 'Invited'),
    shows: ({ phase, eligibility }) =>
      phase === 'None' && eligibility === 'Unknown' ? notShown : inactive,
  },
  {
    rule: 'S8',
    applies: ({ phase }) => phase === 'None',
    shows: ({ eligibility, viewer }) =>
      eligibility === 'NoCriteria' && viewer === 'IA' ? invitedToEnroll : notShown,
  },
  {
    rule: 'S9',
    applies: ({ phase }) => phase === 'Invited',
    shows: ({ viewer }) => (viewer === 'IA' ? invitedToEnroll : { status: 'Invited' }),
  },
  {
    rule: 'S10',
    applies: ({ phase }) => phase === 'InProgress',
    shows: ({ viewer }) =>
      viewer === 'IA' ? { status: 'ActionRequired', action: 'OutstandingReasons' } : enrolling,
  },
  {
    rule: 'S11',
    applies: ({ phase }) => phase === 'Validating',
    shows: ({ viewer }) => (viewer === 'IA' ? { status: 'ValidatingEnrollment' } : enrolling),
  },
];

/** What remains is phase Complete. */
const complete: Pick<Rule, 'rule' | 'shows'> = {
  rule: 'S12',
  shows: () => ({ status: 'Enrolled' }),
};
