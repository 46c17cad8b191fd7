import type { Ask, Command, CommandOf, Details, Reason } from '../model/commands.js';
import { missing } from '../model/missing.js';
import { handle } from '../model/model.js';
import { isOpenProgram, rulesAt } from '../model/programs.js';
import { incentivesAdmins } from '../model/who-may.js';
import { placeKey, type Enrollment, type World } from '../model/world.js';
import type { Dice } from './dice.js';
import { catalogueSteps } from './catalogue-steps.js';
import { partnerSteps } from './partner-steps.js';
import { nextInstant } from './passing-time.js';
import { accountOf, complete, MS, users } from './universe.js';

/** Who asks for what. */
export type Wish = readonly [actor: string, command: Command];

/** What a step can look at to be more than noise. */
export interface Scene {
  readonly world: World;
  readonly at: string;
  readonly dice: Dice;
}

/** The next command: mostly one that the model would record something for, or it would be refusals all day. */
export const nextAsk = (world: World, now: string, dice: Dice, commandId: string): Ask => {
  const scene = { world, dice, at: nextInstant(world, now, dice) };
  let ask = anyAsk(scene, commandId);
  for (let tries = dice.of([0, 3, 3]); tries > 0 && !tells(world, ask); tries -= 1) {
    ask = anyAsk(scene, commandId);
  }
  return ask;
};

const tells = (world: World, ask: Ask): boolean => {
  const answer = handle(world.fork(), ask);
  return 'recorded' in answer && answer.recorded.length > 0;
};

/** What brings an enrollment further, what may disturb it, or anything. */
const anyAsk = (scene: Scene, commandId: string): Ask => {
  const { dice, at } = scene;
  const [actor, command] = dice.weighted<(scene: Scene) => Wish>([
    [10, onwards],
    [12, enrollmentStep],
    [6, partnerSteps],
    [4, catalogueSteps],
  ])(scene);
  const isReaction = actor === MS && isAboutEnrollment(command) && dice.once(4);
  return { commandId, actor, at, command, ...(isReaction && { reaction: true }) };
};

const isAboutEnrollment = (command: Command): boolean =>
  'pla' in command && 'programId' in command && command.type !== 'EvaluateEligibility';

interface Place {
  readonly programId: string;
  readonly pla: string;
}

const place = ({ dice }: Scene): Place => ({
  programId: dice.weighted([
    [12, 'IR'],
    [5, 'OPEN'],
    [4, 'DB'],
  ]),
  pla: dice.weighted([
    [14, 'UK'],
    [3, 'US'],
    [3, 'FR'],
  ]),
});

/** Now and then an id that names nothing, or an account where a location should be. */
const anyPlace = (scene: Scene): Place => {
  const { programId, pla } = place(scene);
  return {
    programId: scene.dice.once(40) ? 'NOPE' : programId,
    pla: scene.dice.weighted([
      [36, pla],
      [2, 'Contoso'],
      [1, 'Nowhere'],
    ]),
  };
};

const enrollmentAt = ({ world }: Scene, { programId, pla }: Place): Enrollment | undefined =>
  world.enrollments.now(placeKey(programId, pla));

/** An incentives admin of the place if there is one, now and then anybody. */
const admin = ({ world, dice }: Scene, { programId, pla }: Place): string => {
  const location = world.locations.now(pla);
  const account = world.accounts.now(location?.pga ?? pla);
  const [one] = incentivesAdmins(account, location, programId);
  return one === undefined || dice.once(12) ? dice.of(users) : one;
};

/** What comes next in the life of an enrollment. */
const onwards = (scene: Scene): Wish => {
  const { world, dice, at } = scene;
  const where = place(scene);
  const who = admin(scene, where);
  const enrollment = enrollmentAt(scene, where);
  const program = world.programs.now(where.programId);
  switch (enrollment?.phase) {
    case undefined:
    case 'Ended':
      if (program !== undefined && isOpenProgram(program, at)) {
        return [who, { type: 'StartEnrollment', ...where }];
      }
      return dice.of<Wish>([
        [MS, { type: 'IssueInvitation', ...where }],
        [MS, { type: 'EvaluateEligibility', ...where }],
      ]);
    case 'Invited': {
      const isUnread = enrollment.invitation?.reachedAdmin === false;
      if (isUnread && dice.once(3)) return appointment(scene, where.pla);
      return isUnread && dice.once(2)
        ? [MS, { type: 'DeliverInvitation', ...where }]
        : [who, { type: 'StartEnrollment', ...where }];
    }
    case 'InProgress': {
      const location = world.locations.now(where.pla);
      const account = world.accounts.now(location?.pga ?? '');
      const draft = enrollment.draft ?? { bank: [] };
      const isReady =
        program !== undefined &&
        missing(draft, rulesAt(program, at), account, location, at).length === 0;
      return isReady
        ? [who, { type: 'SubmitProfile', ...where }]
        : [
            who,
            {
              type: 'ChoosePayoutDetails',
              ...where,
              details: dice.once(4) ? details(dice) : complete,
            },
          ];
    }
    case 'Validating': {
      const submissionId = enrollment.submission?.id ?? 's1';
      return [MS, { type: 'RecordVerdict', ...where, submissionId, verdict: 'valid' }];
    }
    case 'Complete':
      return dice.of<Wish>([
        [MS, { type: 'RollForward', ...where }],
        [who, { type: 'SubmitProfile', ...where }],
        [who, { type: 'ChoosePayoutDetails', ...where, details: details(dice) }],
      ]);
  }
};

/** Somebody becomes incentives admin of the location. */
const appointment = ({ dice }: Scene, pla: string): Wish => {
  const pga = accountOf(pla);
  const [boss, userId] =
    pga === 'Contoso' ? (['gina', dice.of(['anna', 'ulf'])] as const) : (['fred', 'fred'] as const);
  return [boss, { type: 'AssignRole', pga, userId, role: 'IA', location: pla, programs: 'all' }];
};

/** Any command about an enrollment. */
const enrollmentStep = (scene: Scene): Wish => {
  const { dice } = scene;
  const where = anyPlace(scene);
  const who = admin(scene, where);
  const ms = dice.once(25) ? dice.of(users) : MS;
  const submissionId = dice.weighted([
    [3, enrollmentAt(scene, where)?.submission?.id ?? 's1'],
    [2, 's1'],
    [1, 's2'],
  ]);
  return dice.weighted<() => Wish>([
    [
      3,
      () => [
        ms,
        { type: 'IssueInvitation', ...where, ...(dice.once(3) && { invitationId: 'i1' }) },
      ],
    ],
    [2, () => [ms, { type: 'DeliverInvitation', ...where }]],
    [2, () => [who, { type: 'SelectBanner', ...where }]],
    [3, () => [who, { type: 'StartEnrollment', ...where }]],
    [3, () => [who, { type: 'ChoosePayoutDetails', ...where, details: details(dice) }]],
    [5, () => [who, { type: 'SubmitProfile', ...where, ...(dice.once(2) && { submissionId }) }]],
    [3, () => [ms, { type: 'RecordVerdict', ...where, submissionId, verdict: 'valid' }]],
    [
      2,
      () => [
        ms,
        {
          type: 'RecordVerdict',
          ...where,
          submissionId,
          verdict: 'invalid',
          reasons: reasons(dice),
        },
      ],
    ],
    [3, () => [ms, { type: 'RequireProfileUpdate', ...where, reasons: reasons(dice) }]],
    [6, () => [ms, { type: 'RollForward', ...where }]],
    [3, () => [ms, { type: 'EndEnrollment', ...where, endReason: endReason(dice) }]],
    [2, () => [who, { type: 'OptOut', ...where }]],
    [2, () => [ms, { type: 'ExpireInvitation', ...where }]],
    [2, () => legacy(dice, ms)],
  ])();
};

const legacy = (dice: Dice, ms: string): Wish => {
  const ids = {
    programId: dice.of(['IR', 'IR', 'OPEN', 'NOPE']),
    pga: dice.of(['Contoso', 'Contoso', 'Nowhere']),
  };
  const active = dice.once(2);
  const kind = dice.of<Pick<CommandOf<'ImportLegacyEnrollment'>, 'accountKind' | 'since'>>([
    { accountKind: 'PGA' },
    { accountKind: 'vOrg', since: '2019-07-01T00:00:00.000Z' },
  ]);
  return dice.of<Wish>([
    [ms, { type: 'ImportLegacyEnrollment', ...ids, ...kind, active }],
    [ms, { type: 'SetLegacyActive', ...ids, active }],
  ]);
};

const endReason = (dice: Dice) =>
  dice.of(['EligibilityLost', 'AgreementLapsed', 'LocationClosed', 'OptedOut'] as const);

const reasons = (dice: Dice): ReadonlyArray<Reason> =>
  dice.of<ReadonlyArray<Reason>>([
    ['DocumentMissing'],
    [{ code: 'TaxForm', form: 'W-8' }],
    ['TaxProfileExpired', { code: 'Other', text: 'call us' }],
    [],
  ]);

const details = (dice: Dice): Details =>
  dice.of<Details>([
    complete,
    { ...complete, currency: 'GBP' },
    { ...complete, taxProfileId: 'Tax2' },
    { ...complete, bank: [{ payingEntity: 'MIOL', bankProfileId: 'Bank2' }] },
    { bank: [] },
    { ...complete, currency: 'USD' },
    { ...complete, bank: [], paymentMethod: 'CreditNote' },
    { ...complete, paymentMethod: 'CreditNote', creditNoteConfirmed: true },
    { ...complete, bank: [...complete.bank, { payingEntity: 'MOPS', bankProfileId: 'Bank1' }] },
  ]);
