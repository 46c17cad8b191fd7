import { describe, expect, test } from '@jest/globals';
import type { enrollmentCommands } from '../../src/enrollment/commands.js';
import type { EnrollmentEvent } from '../../src/enrollment/events.js';
import type { EligibilityFacts } from '../../src/vocabulary/eligibility-facts.js';
import type { LocationFacts } from '../../src/vocabulary/location-facts.js';
import type { PayoutRules } from '../../src/vocabulary/payout.js';
import type { ProgramFacts } from '../../src/vocabulary/program-facts.js';
import {
  code,
  contoso,
  currency,
  details,
  entity,
  grant,
  ineligible,
  ir,
  open,
  rules,
  term,
  uk,
} from './contoso.js';
import { ended, histories, sent, started, type HistoryPhase } from './histories.js';
import { story, world } from './story.js';

// §3.4.3: authority first, then the preconditions in the order of the row. For each command the obstacles stand in that
// order; then every two of them stand in the way together, and the one that comes first is reported.

type Type = keyof typeof enrollmentCommands;

interface Obstacle {
  readonly tag: string;
  readonly actor?: string;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly phase?: HistoryPhase;
  readonly program?: Partial<ProgramFacts> | 'gone';
  readonly rules?: Partial<PayoutRules>;
  readonly location?: Partial<LocationFacts>;
  readonly eligibility?: EligibilityFacts;
}

interface Row {
  readonly actor: 'MS' | 'ines';
  readonly phase: HistoryPhase;
  readonly fields?: Readonly<Record<string, unknown>>;
  readonly obstacles: ReadonlyArray<Obstacle>;
}

const notMicrosoft = { tag: 'NotAuthorized', actor: 'gina' };
const notAdmin = { tag: 'NotIncentivesAdmin', actor: 'ulf' };
const unknownProgram = { tag: 'UnknownProgram', program: 'gone' } as const;
const unknownLocation = { tag: 'UnknownLocation', fields: { pla: 'Atlantis' } };
const unknownAccount = { tag: 'UnknownAccount', fields: { pga: 'Atlantis' } };
const discontinued = { tag: 'ProgramDiscontinued', program: { status: 'Discontinued' } } as const;
const notOpen = { tag: 'ProgramNotOpen', program: { status: 'Closed' } } as const;
const unmigrated = { tag: 'PmcMigrationRequired', location: { pmcMigrated: false } };
const notEligible = { tag: 'NotEligible', eligibility: ineligible };
const closed = { tag: 'LocationClosed', location: { closed: true } };
const noTerm = { tag: 'NoTermInForce', program: { terms: [term(2026)] } };
const unknownProfile = { tag: 'UnknownProfile', location: { taxProfiles: [] } };
const noTransfer = {
  tag: 'PaymentMethodNotAllowed',
  rules: { paymentMethods: [code('CreditNote')] },
};
const noEuros = { tag: 'CurrencyNotAllowed', rules: { currencies: [currency('GBP')] } };
const incomplete = { tag: 'DetailsIncomplete', rules: { payingEntities: [entity('MSFT')] } };
const phase = (name: HistoryPhase, tag: string) => ({ tag, phase: name });

const ofMicrosoft = [notMicrosoft, unknownProgram, unknownLocation];
const ofAdmins = [unknownLocation, notAdmin, unknownProgram];
const ofAccounts = [notMicrosoft, unknownProgram, unknownAccount];
const draft = { ...details, paymentMethod: code('BankTransfer') };

const rows: Readonly<Record<Type, Row>> = {
  IssueInvitation: {
    actor: 'MS',
    phase: 'None',
    obstacles: [
      ...ofMicrosoft,
      { tag: 'ProgramIsOpenProgram', program: { criteria: [{ criteria: [] }] } },
      discontinued,
      notOpen,
      { tag: 'NotALocation', fields: { pla: 'Contoso' } },
      closed,
      unmigrated,
      notEligible,
      noTerm,
    ],
  },
  DeliverInvitation: {
    actor: 'MS',
    phase: 'Invited',
    obstacles: [...ofMicrosoft, discontinued, phase('None', 'NotInvited')],
  },
  SelectBanner: {
    actor: 'ines',
    phase: 'Invited',
    obstacles: [
      unknownLocation,
      { tag: 'NotAuthorized', actor: 'ulf' },
      unknownProgram,
      discontinued,
      phase('Complete', 'NotInvited'),
    ],
  },
  StartEnrollment: {
    actor: 'ines',
    phase: 'Invited',
    obstacles: [
      ...ofAdmins,
      discontinued,
      notOpen,
      unmigrated,
      notEligible,
      closed,
      noTerm,
      phase('Complete', 'AlreadyStarted'),
    ],
  },
  ChoosePayoutDetails: {
    actor: 'ines',
    phase: 'Complete',
    fields: { details: { ...draft, creditNoteConfirmed: true } },
    obstacles: [
      ...ofAdmins,
      discontinued,
      phase('Invited', 'NotStarted'),
      unknownProfile,
      noTransfer,
      noEuros,
    ],
  },
  SubmitProfile: {
    actor: 'ines',
    phase: 'InProgress',
    obstacles: [
      ...ofAdmins,
      discontinued,
      phase('Ended', 'EnrollmentEnded'),
      unknownProfile,
      noTransfer,
      noEuros,
      incomplete,
    ],
  },
  RecordVerdict: {
    actor: 'MS',
    phase: 'Validating',
    fields: { submissionId: 's1', verdict: 'invalid', reasons: ['DocumentMissing'] },
    obstacles: [
      ...ofMicrosoft,
      phase('Complete', 'NotValidating'),
      { tag: 'StaleSubmission', fields: { submissionId: 's0' } },
      discontinued,
      { tag: 'ReasonsRequired', fields: { reasons: [] } },
    ],
  },
  RequireProfileUpdate: {
    actor: 'MS',
    phase: 'Complete',
    fields: { reasons: ['DocumentMissing'] },
    obstacles: [
      ...ofMicrosoft,
      discontinued,
      phase('Invited', 'NotStarted'),
      { tag: 'ReasonsRequired', fields: { reasons: [] } },
    ],
  },
  RollForward: { actor: 'MS', phase: 'Complete', obstacles: ofMicrosoft },
  EndEnrollment: {
    actor: 'MS',
    phase: 'Complete',
    fields: { endReason: 'EligibilityLost' },
    obstacles: [...ofMicrosoft, discontinued, phase('None', 'NotStarted')],
  },
  OptOut: {
    actor: 'ines',
    phase: 'Complete',
    obstacles: [...ofAdmins, discontinued, phase('None', 'NotStarted')],
  },
  ExpireInvitation: {
    actor: 'MS',
    phase: 'Complete',
    obstacles: [...ofMicrosoft, discontinued, phase('Invited', 'InvitationStillValid')],
  },
  ImportLegacyEnrollment: {
    actor: 'MS',
    phase: 'None',
    fields: { accountKind: 'PGA', active: true },
    obstacles: [...ofAccounts, discontinued, phase('Complete', 'AlreadyStarted')],
  },
  SetLegacyActive: {
    actor: 'MS',
    phase: 'None',
    fields: { active: true },
    obstacles: [...ofAccounts, discontinued, phase('None', 'NotStarted')],
  },
};

const historyOf = (name: HistoryPhase): ReadonlyArray<EnrollmentEvent> =>
  name === 'InProgress' ? [sent(), started('2024-02-10', { draft })] : histories[name];

const outcome = (type: Type, row: Row, obstacles: ReadonlyArray<Obstacle>) => {
  const all = obstacles.reduce<Obstacle>((sum, obstacle) => ({ ...sum, ...obstacle }), { tag: '' });
  const merged = <Key extends 'fields' | 'location' | 'rules'>(key: Key) =>
    Object.assign({}, ...obstacles.map((obstacle) => obstacle[key] ?? {})) as NonNullable<
      Obstacle[Key]
    >;
  const gone = obstacles.some(({ program }) => program === 'gone');
  const changes = obstacles.map(({ program }) => (program === 'gone' ? {} : program));
  const payoutRules = [{ payoutRules: { ...rules, ...merged('rules') } }];
  const around = world(
    {
      program: gone ? undefined : changes.reduce<ProgramFacts>(patched, { ...ir, payoutRules }),
      location: { ...uk, ...merged('location') },
      ...(all.eligibility && { eligibility: all.eligibility }),
    },
    { requirePmcMigration: true },
  );
  return story(around, historyOf(all.phase ?? row.phase)).outcome(
    all.actor ?? row.actor,
    '2024-05-01',
    { type, ...row.fields, ...merged('fields') },
  );
};

const patched = (program: ProgramFacts, changes: Partial<ProgramFacts> = {}): ProgramFacts => ({
  ...program,
  ...changes,
});

/** Two obstacles that set the same thing differently cannot stand together. */
const compatible = (a: Obstacle, b: Obstacle): boolean =>
  !(a.fields?.['pla'] !== undefined && b.fields?.['pla'] !== undefined) &&
  !(a.tag === 'ProgramDiscontinued' && b.tag === 'ProgramNotOpen');

const commands = Object.entries(rows) as ReadonlyArray<[Type, Row]>;

describe('one obstacle', () => {
  test.each(commands)('%s: nothing in the way, no refusal', (type, row) => {
    const allowed = type === 'SetLegacyActive' ? 'NotStarted' : expect.any(Array);
    expect(outcome(type, row, [])).toEqual(allowed);
  });

  test.each(
    commands.flatMap(([type, row]) => row.obstacles.map((o) => [type, o.tag, o, row] as const)),
  )('%s: %s', (type, tag, obstacle, row) => {
    expect(outcome(type, row, [obstacle])).toBe(tag);
  });
});

describe('two obstacles: the documented first is reported (§3.4.3)', () => {
  const pairs = commands.flatMap(([type, row]) =>
    row.obstacles.flatMap((first, i) =>
      row.obstacles
        .slice(i + 1)
        .filter((second) => compatible(first, second))
        .map((second) => [type, first.tag, second.tag, first, second, row] as const),
    ),
  );

  test.each(pairs)('%s: %s before %s', (type, tag, _, first, second, row) => {
    expect(outcome(type, row, [first, second])).toBe(tag);
  });
});

describe('an id that names an account instead of a location', () => {
  const account = { ...contoso, grants: [grant('ines', 'IA')] };
  const start = { type: 'StartEnrollment', pla: 'Contoso' } as const;

  test('without grants for all locations nobody is incentives admin there (§3.1)', () => {
    expect(story(world()).outcome('ines', '2024-05-01', start)).toBe('NotIncentivesAdmin');
  });

  test('in an open program it is no location', () => {
    const told = story(world({ program: open, account }));
    expect(told.outcome('ines', '2024-05-01', { ...start, programId: 'OPEN' })).toBe(
      'NotALocation',
    );
  });

  test('in another it is not eligible, which comes first (§3.4.3)', () => {
    expect(story(world({ account })).outcome('ines', '2024-05-01', start)).toBe('NotEligible');
  });

  test('nothing was started there that details could be chosen for', () => {
    const choose = { type: 'ChoosePayoutDetails', pla: 'Contoso', details: { bank: [] } } as const;
    expect(story(world({ account })).outcome('ines', '2024-05-01', choose)).toBe('NotStarted');
  });
});

test('opted out comes before the missing term only if there is a term (§3.4.3)', () => {
  const out = [sent(), started(), ended('OptedOut')];
  const issue = { type: 'IssueInvitation' } as const;
  expect(story(world(), out).outcome('MS', '2024-05-01', issue)).toBe('OptedOutThisYear');
  const between = world({ program: { ...ir, terms: [term(2026)] } });
  expect(story(between, out).outcome('MS', '2024-05-01', issue)).toBe('NoTermInForce');
});
