/** A row as one writes it for oneself: the last word of each event, and how many there were. */
export interface PlainRow {
  readonly events: number;
  readonly phase: string;
  readonly since: string;
  readonly fy?: unknown;
  readonly draft?: unknown;
  readonly reasons?: unknown;
  readonly submission?: unknown;
}

interface PlainEvent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly effectiveAt: string;
}

/** The phase that a type of event leads to; `undefined`: it stays. */
const phases: Readonly<Record<string, string>> = {
  InvitationSent: 'Invited',
  EnrollmentStarted: 'InProgress',
  ProfileSubmitted: 'Validating',
  ProfileRejected: 'InProgress',
  ProfileUpdateRequired: 'InProgress',
  ProfileValidated: 'Complete',
};

export const handled: ReadonlyArray<string> = [
  ...Object.keys(phases),
  'InvitationBannerSelected',
  'PayoutDetailsChosen',
  'FiscalYearRolledForward',
];

/** What an event says anew; the rest of the row stays. */
export const said = ({ type, data, effectiveAt }: PlainEvent): Partial<PlainRow> => {
  const phase = phases[type];
  return {
    ...(phase !== undefined && { phase, since: effectiveAt }),
    ...(data['fy'] !== undefined && { fy: data['fy'] }),
    ...(data['toFy'] !== undefined && { fy: data['toFy'] }),
    ...(data['draft'] !== undefined && { draft: data['draft'] }),
    ...(type === 'PayoutDetailsChosen' && { draft: data['details'] }),
    ...(data['reasons'] !== undefined && { reasons: data['reasons'] }),
    ...(type === 'ProfileSubmitted' && { submission: data['submissionId'], reasons: [] }),
  };
};

const empty: PlainRow = { events: 0, phase: 'None', since: '' };

export const plainRow = (row: PlainRow | null | undefined, event: PlainEvent): PlainRow => {
  const before = row ?? empty;
  return { ...before, ...said(event), events: before.events + 1 };
};

/** Whether a row is what twelve events come to. */
export const isWhole = ({ events, phase, fy, submission }: Partial<PlainRow>): boolean =>
  events === 12 && phase === 'Validating' && fy === 2025 && submission === 's3';
