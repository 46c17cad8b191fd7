import type { Happened } from './answer.js';
import type { Command, CommandOf, Criterion, Details, Fact } from './commands.js';
import { handle } from './model.js';
import { mayAskFor } from './programs.js';
import { placeKey, type Enrollment, type World } from './world.js';

// §3.6, first part of the table: what follows from what happened, carried out until nothing more follows.

/**
 * Carries out everything that follows; what is refused is of no consequence. A reaction is dated like what it reacts
 * to, unless something later is on record where it writes.
 */
export const settle = (world: World, happened: ReadonlyArray<Happened>): void => {
  const waiting = [...happened];
  for (let count = 0; ; count += 1) {
    const event = waiting.shift();
    if (event === undefined) return;
    for (const command of reactionsTo(world, event)) {
      const at = [event.effectiveAt, lastAt(world, command)].toSorted().at(-1) ?? '';
      const ask = { actor: 'system:MS', at, commandId: `reaction-${count}`, reaction: true };
      const answer = handle(world, { ...ask, command });
      if ('recorded' in answer) waiting.push(...answer.recorded);
    }
  }
};

interface Place {
  readonly programId: string;
  readonly pla: string;
}

const places = (world: World): ReadonlyArray<Place> =>
  world.programs
    .ids()
    .toSorted()
    .flatMap((programId) =>
      world.locations
        .ids()
        .toSorted()
        .map((pla) => ({ programId, pla })),
    );

const enrollmentAt = (world: World, { programId, pla }: Place): Enrollment | undefined =>
  world.enrollments.now(placeKey(programId, pla));

const lastAt = (world: World, command: Command): string => {
  if (!('programId' in command) || !('pla' in command)) return '';
  const { enrollments, eligibility } = world;
  const shelf = command.type === 'EvaluateEligibility' ? eligibility : enrollments;
  return shelf.changedAt(placeKey(command.programId, command.pla)) ?? '';
};

const reactionsTo = (
  world: World,
  { type, effectiveAt: at, data }: Happened,
): ReadonlyArray<Command> => {
  const field = (name: string): string => String(data[name]);
  const here = places(world).filter(
    ({ programId, pla }) =>
      (data['programId'] === undefined || data['programId'] === programId) &&
      (data['pla'] === undefined || data['pla'] === pla),
  );
  switch (type) {
    case 'LocationRegistered':
    case 'CriteriaChanged':
      return evaluations(world, at, here, () => true);
    case 'AgreementActivated':
    case 'AgreementLapsed':
      return evaluations(
        world,
        at,
        here,
        (one) => one.kind === 'ActiveAgreement' && one.agreement === data['kind'],
      );
    case 'DesignationAttained':
    case 'DesignationEnded':
      return evaluations(
        world,
        at,
        here,
        (one) =>
          one.kind === 'Designation' &&
          (one.anyOf === undefined || one.anyOf.includes(field('designation'))),
      );
    case 'FirstTransactionRecorded':
      return evaluations(world, at, here, (one) => one.kind === 'FirstTransaction');
    case 'CriterionFactRecorded':
    case 'CriterionFactEnded': {
      const fact = data['fact'] as Fact;
      return evaluations(world, at, here, (one) => isAbout(one, fact));
    }
    case 'ProgramOpened':
      return [...evaluations(world, at, here, () => true), ...invitations(world, here)];
    case 'PmcMigrationCompleted':
      return invitations(world, here);
    case 'EligibilityEvaluated':
      return data['eligible'] === true
        ? invitations(world, here)
        : here.map((place) => ({ type: 'EndEnrollment', ...place, endReason: lossIn(data) }));
    case 'RoleAssigned':
      return data['role'] === 'IA'
        ? here.map((place) => ({ type: 'DeliverInvitation', ...place }))
        : [];
    case 'TaxProfileExpired':
    case 'TaxProfileActionRequired':
      return updates(world, here, (details) => details.taxProfileId === data['taxProfileId']);
    case 'BankProfileActionRequired':
      return updates(
        world,
        here.filter(({ pla }) => world.locations.now(pla)?.pga === data['pga']),
        ({ bank }) => bank.some((choice) => choice.bankProfileId === data['bankProfileId']),
      );
    case 'PayoutRulesChanged':
      return field('from') <= at ? updates(world, here, () => true) : [];
    case 'LocationClosed':
      return here.map((place) => ({
        type: 'EndEnrollment',
        ...place,
        endReason: 'LocationClosed',
      }));
    default:
      return [];
  }
};

const lossIn = (data: Happened['data']): 'AgreementLapsed' | 'EligibilityLost' =>
  (data['unmet'] as ReadonlyArray<Criterion>).some(({ kind }) => kind === 'ActiveAgreement')
    ? 'AgreementLapsed'
    : 'EligibilityLost';

/** The programs concerned are those whose criteria ask for what changed. */
const evaluations = (
  world: World,
  at: string,
  here: ReadonlyArray<Place>,
  matters: (criterion: Criterion) => boolean,
): ReadonlyArray<CommandOf<'EvaluateEligibility'>> =>
  here
    .filter(({ programId }) => {
      const program = world.programs.now(programId);
      return program !== undefined && mayAskFor(program, at, matters);
    })
    .map((place) => ({ type: 'EvaluateEligibility', ...place }));

const isAbout = (criterion: Criterion, fact: Fact): boolean => {
  if (criterion.kind === 'CspRole') return fact.kind === 'CspRole' && fact.role === criterion.role;
  if (criterion.kind === 'Custom') return fact.kind === 'Custom' && fact.code === criterion.code;
  return criterion.kind === fact.kind;
};

/** Wherever the last evaluation is eligible and nothing runs. */
export const invitations = (
  world: World,
  here: ReadonlyArray<Place>,
): ReadonlyArray<CommandOf<'IssueInvitation'>> =>
  here
    .filter((place) => {
      const phase = enrollmentAt(world, place)?.phase;
      const { programId, pla } = place;
      const isEligible = world.eligibility.now(placeKey(programId, pla))?.eligible === true;
      return isEligible && (phase === undefined || phase === 'Ended');
    })
    .map((place) => ({ type: 'IssueInvitation', ...place }));

/** Each Complete or Validating enrollment that stands on what changed; what is missing it finds out itself. */
export const updates = (
  world: World,
  here: ReadonlyArray<Place>,
  stands: (details: Details) => boolean,
): ReadonlyArray<CommandOf<'RequireProfileUpdate'>> =>
  here
    .filter((place) => {
      const enrollment = enrollmentAt(world, place);
      const details =
        enrollment?.phase === 'Validating' ? enrollment.submission?.details : enrollment?.validated;
      const isAtStake = enrollment?.phase === 'Validating' || enrollment?.phase === 'Complete';
      return isAtStake && details !== undefined && stands(details);
    })
    .map((place) => ({ type: 'RequireProfileUpdate', ...place, reasons: [] }));
