import { sameJson } from './answer.js';
import type { Command, Criterion } from './commands.js';
import { invitations, settle, updates } from './consequences.js';
import { handle } from './model.js';
import { mayAskFor } from './programs.js';
import { placeKey, type World } from './world.js';

// §3.6, the rows about the clock, and V-07: time changes nothing by itself, a sweep does.

interface Due {
  readonly due: string;
  /** Of what is due at one instant, evaluations come first and invitations last. */
  readonly rank: 0 | 1 | 2;
  /** What made it due: over once a sweep has seen it. What has none is due until it is done. */
  readonly occasion?: string;
  readonly reaction?: boolean;
  readonly command: Command;
}

/** Remembers which occasions are over. */
export class Clockwork {
  readonly #over = new Set<string>();

  /** Carries out what is due by now, the earliest first, each with its consequences, until nothing is. */
  sweep(world: World, now: string): void {
    const tried = new Set<string>();
    for (let count = 0; ; count += 1) {
      const next = dueBy(world, now).find(
        (one) => !this.#over.has(one.occasion ?? '') && !tried.has(nameOf(one)),
      );
      if (next === undefined) break;
      tried.add(nameOf(next));
      const { command, reaction = false } = next;
      const ask = { actor: 'system:MS', at: now, commandId: `timer-${count}`, reaction };
      const answer = handle(world, { ...ask, command });
      if ('recorded' in answer) settle(world, answer.recorded);
    }
    for (const { due, occasion } of [...programOccasions(world), ...agreementOccasions(world)]) {
      if (due <= now) this.#over.add(occasion);
    }
  }
}

/** Terms end and start, payout rules announced before come into force. */
const programOccasions = (world: World) =>
  world.programs.ids().flatMap((programId) => {
    const program = world.programs.now(programId);
    const terms = program?.terms ?? [];
    const announced = [...(program?.rules.keys() ?? [])].filter((from) =>
      world.programs.asOf(programId, before(from))?.rules.has(from),
    );
    const name = (what: string, instant: string) => `${what} ${programId} ${instant}`;
    return [
      ...terms.map(({ fy, endsAt }) => ({
        kind: 'end' as const,
        programId,
        fy,
        due: endsAt,
        occasion: name('end', endsAt),
      })),
      ...terms.map(({ fy, startsAt }) => ({
        kind: 'start' as const,
        programId,
        fy,
        due: startsAt,
        occasion: name('start', startsAt),
      })),
      ...announced.map((from) => ({
        kind: 'rules' as const,
        programId,
        fy: 0,
        due: from,
        occasion: name('rules', from),
      })),
    ];
  });

/** Agreements begin and end at instants that were named before. */
const agreementOccasions = (world: World) =>
  world.locations.ids().flatMap((pla) =>
    Object.entries(world.locations.now(pla)?.agreements ?? {}).flatMap(([kind, period]) =>
      [period.from, period.until]
        .filter((due) => due !== undefined)
        .filter((due) => {
          const known = world.locations.asOf(pla, before(due))?.agreements;
          return sameJson(Object.entries(known ?? {}).find(([one]) => one === kind)?.[1], period);
        })
        .map((due) => ({
          pla,
          kind,
          due,
          occasion: `${pla} ${kind} ${period.from} ${period.until} ${due}`,
        })),
    ),
  );

const before = (instant: string): string =>
  instant === '' ? '' : new Date(Date.parse(instant) - 1).toISOString();

const nameOf = ({ due, command }: Due): string => due + JSON.stringify(command);

const dueBy = (world: World, now: string): ReadonlyArray<Due> =>
  [
    ...termEnds(world),
    ...lookedAtLate(world, now),
    ...agreements(world),
    ...boundaries(world, now),
    ...expiries(world, now),
    ...rulesInForce(world),
    ...termStarts(world, now),
  ]
    .filter(({ due }) => due <= now)
    .toSorted((a, b) => (a.due === b.due ? a.rank - b.rank : a.due < b.due ? -1 : 1));

const open = (world: World): ReadonlyArray<string> =>
  world.locations.ids().filter((pla) => world.locations.now(pla)?.closed === false);

/** Every location is judged by the criteria of the next term, as of the end of this one. */
const termEnds = (world: World): ReadonlyArray<Due> =>
  programOccasions(world)
    .filter(({ kind }) => kind === 'end')
    .flatMap(({ programId, fy, due, occasion }) =>
      open(world).map((pla) => ({
        due,
        rank: 0 as const,
        occasion,
        command: {
          type: 'EvaluateEligibility' as const,
          programId,
          pla,
          asOf: due,
          fy: fy + 1,
        },
      })),
    );

/** Where an end that was noticed late said something new, what came after it counts as well. */
const lookedAtLate = (world: World, now: string): ReadonlyArray<Due> =>
  programOccasions(world)
    .filter(({ kind, due }) => kind === 'end' && due < now)
    .flatMap(({ programId, due, occasion }) =>
      open(world)
        .filter((pla) => world.eligibility.now(placeKey(programId, pla))?.at === due)
        .map((pla) => ({
          due: now,
          rank: 0 as const,
          occasion,
          command: { type: 'EvaluateEligibility' as const, programId, pla, asOf: now },
        })),
    );

/** An agreement begins or ends by itself. */
const agreements = (world: World): ReadonlyArray<Due> =>
  agreementOccasions(world)
    .filter(({ pla }) => open(world).includes(pla))
    .flatMap(({ pla, kind, due, occasion }) =>
      world.programs
        .ids()
        .filter((programId) => asksFor(world, programId, due, kind))
        .map((programId) => ({
          due,
          rank: 0 as const,
          occasion,
          command: { type: 'EvaluateEligibility' as const, programId, pla, asOf: due },
        })),
    );

const asksFor = (world: World, programId: string, at: string, kind: string): boolean => {
  const program = world.programs.now(programId);
  const wanted = (one: Criterion) => one.kind === 'ActiveAgreement' && one.agreement === kind;
  return program !== undefined && mayAskFor(program, at, wanted);
};

/** What has a boundary behind it is rolled, as far as it goes, once the last one has come. */
const boundaries = (world: World, now: string): ReadonlyArray<Due> =>
  running(world).flatMap(({ programId, pla, fy }) => {
    const missed = (world.programs.now(programId)?.terms ?? []).filter(
      (term) => term.fy >= fy && term.endsAt <= now,
    );
    // Without a gap: a year that has no term ends the enrollment.
    let last: string | undefined;
    for (let year = fy; ; year += 1) {
      const term = missed.find((one) => one.fy === year);
      if (term === undefined) break;
      last = term.endsAt;
    }
    return last === undefined
      ? []
      : [
          {
            due: last,
            rank: 1 as const,
            command: { type: 'RollForward' as const, programId, pla },
          },
        ];
  });

const running = (world: World) =>
  world.programs.ids().flatMap((programId) =>
    world.locations.ids().flatMap((pla) => {
      const enrollment = world.enrollments.now(placeKey(programId, pla));
      return enrollment === undefined || enrollment.phase === 'Ended' || enrollment.fy === undefined
        ? []
        : [{ programId, pla, fy: enrollment.fy, enrollment }];
    }),
  );

/** Tax profiles expire (T-05), and invitations where the switch says so (I-08). */
const expiries = (world: World, now: string): ReadonlyArray<Due> => {
  const taxes = open(world).flatMap((pla) =>
    (world.locations.now(pla)?.taxes ?? []).flatMap(({ taxProfileId, expiresOn }) =>
      expiresOn === undefined
        ? []
        : [
            {
              due: expiresOn,
              rank: 1 as const,
              command: { type: 'ExpireTaxProfile' as const, pla, taxProfileId },
            },
          ],
    ),
  );
  const days = world.policy.invitationValidity;
  if (days === null) return taxes;
  const pending = new Set(
    boundaries(world, now).map(({ command }) =>
      'pla' in command && 'programId' in command ? placeKey(command.programId, command.pla) : '',
    ),
  );
  const invitationsOut = running(world)
    .filter(({ programId, pla }) => !pending.has(placeKey(programId, pla)))
    .flatMap(({ programId, pla, enrollment: { phase, invitation } }) =>
      phase !== 'Invited' || invitation === undefined
        ? []
        : [
            {
              due: new Date(Date.parse(invitation.sentAt) + days * 86_400_000).toISOString(),
              rank: 1 as const,
              command: { type: 'ExpireInvitation' as const, programId, pla },
            },
          ],
    );
  return [...taxes, ...invitationsOut];
};

/** Payout rules announced for later count from now on. */
const rulesInForce = (world: World): ReadonlyArray<Due> =>
  programOccasions(world)
    .filter(({ kind }) => kind === 'rules')
    .flatMap(({ programId, due, occasion }) => {
      const here = world.locations.ids().map((pla) => ({ programId, pla }));
      return updates(world, here, () => true).map((command) => ({
        due,
        rank: 1 as const,
        occasion,
        reaction: true,
        command,
      }));
    });

/** Who became eligible between terms is invited when the next one starts; what ended later stays ended. */
const termStarts = (world: World, now: string): ReadonlyArray<Due> =>
  programOccasions(world)
    .filter(({ kind, programId, fy }) => {
      const term = world.programs.now(programId)?.terms.find((one) => one.fy === fy);
      return kind === 'start' && term !== undefined && now < term.endsAt;
    })
    .flatMap(({ programId, due, occasion }) => {
      const waiting = world.locations.ids().filter((pla) => {
        const enrollment = world.enrollments.now(placeKey(programId, pla));
        return enrollment === undefined || enrollment.since <= due;
      });
      const here = waiting.map((pla) => ({ programId, pla }));
      return invitations(world, here).map((command) => ({
        due,
        rank: 2 as const,
        occasion,
        command,
      }));
    });
