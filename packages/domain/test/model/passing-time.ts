import type { Command, Criterion } from './commands.js';
import { invitations, settle, updates } from './consequences.js';
import { handle } from './model.js';
import { criteriaIn, yearAt } from './programs.js';
import { placeKey, type World } from './world.js';

// §3.6, the rows about the clock, and V-07: time changes nothing by itself, a sweep does.

interface Due {
  readonly due: string;
  /** Of what is due at one instant, evaluations come first and invitations last. */
  readonly rank: 0 | 1 | 2;
  /** Named once: what was due and done is not due again. */
  readonly once?: string;
  readonly reaction?: boolean;
  readonly command: Command;
}

/** Remembers what fired. */
export class Clockwork {
  readonly #done = new Set<string>();

  /** Carries out what is due by now, the earliest first, each with its consequences, until nothing is. */
  sweep(world: World, now: string): void {
    const tried = new Set<string>();
    for (let count = 0; ; count += 1) {
      const next = dueBy(world, now).find(
        (one) => !this.#done.has(one.once ?? '') && !tried.has(nameOf(one)),
      );
      if (next === undefined) return;
      tried.add(nameOf(next));
      if (next.once !== undefined) this.#done.add(next.once);
      const { command, reaction = false } = next;
      const ask = { actor: 'system:MS', at: now, commandId: `timer-${count}`, reaction };
      const answer = handle(world, { ...ask, command });
      if ('recorded' in answer) settle(world, answer.recorded);
    }
  }
}

const nameOf = ({ due, command }: Due): string => due + JSON.stringify(command);

const dueBy = (world: World, now: string): ReadonlyArray<Due> =>
  [
    ...termEnds(world),
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
  world.programs.ids().flatMap((programId) =>
    (world.programs.now(programId)?.terms ?? []).flatMap(({ fy, endsAt }) =>
      open(world).map((pla) => ({
        due: endsAt,
        rank: 0 as const,
        once: `end ${programId} ${fy} ${endsAt}${pla}`,
        command: {
          type: 'EvaluateEligibility' as const,
          programId,
          pla,
          asOf: endsAt,
          fy: fy + 1,
        },
      })),
    ),
  );

/** An agreement begins or ends by itself. */
const agreements = (world: World): ReadonlyArray<Due> =>
  open(world).flatMap((pla) =>
    Object.entries(world.locations.now(pla)?.agreements ?? {}).flatMap(([kind, { from, until }]) =>
      [from, until]
        .filter((asOf) => asOf !== undefined)
        .flatMap((asOf) =>
          world.programs
            .ids()
            .filter((programId) => asksFor(world, programId, asOf, kind))
            .map((programId) => ({
              due: asOf,
              rank: 0 as const,
              once: `agreement ${pla} ${kind} ${from} ${until} ${asOf} ${programId}`,
              command: { type: 'EvaluateEligibility' as const, programId, pla, asOf },
            })),
        ),
    ),
  );

const asksFor = (world: World, programId: string, at: string, kind: string): boolean => {
  const program = world.programs.now(programId);
  const wanted = (one: Criterion) => one.kind === 'ActiveAgreement' && one.agreement === kind;
  return program !== undefined && criteriaIn(program, yearAt(program, at)).some(wanted);
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
  world.programs.ids().flatMap((programId) =>
    [...(world.programs.now(programId)?.rules.keys() ?? [])]
      .filter((from) => from !== '')
      .flatMap((from) =>
        updates(
          world,
          world.locations.ids().map((pla) => ({ programId, pla })),
          () => true,
        ).map((command) => ({
          due: from,
          rank: 1 as const,
          once: `rules ${programId} ${from} ${command.pla}`,
          reaction: true,
          command,
        })),
      ),
  );

/** Who became eligible between terms is invited when the next one starts; what ended later stays ended. */
const termStarts = (world: World, now: string): ReadonlyArray<Due> =>
  world.programs.ids().flatMap((programId) =>
    (world.programs.now(programId)?.terms ?? [])
      .filter(({ endsAt }) => now < endsAt)
      .flatMap(({ fy, startsAt }) => {
        const waiting = world.locations.ids().filter((pla) => {
          const enrollment = world.enrollments.now(placeKey(programId, pla));
          return enrollment === undefined || enrollment.since <= startsAt;
        });
        const here = waiting.map((pla) => ({ programId, pla }));
        return invitations(world, here).map((command) => ({
          due: startsAt,
          rank: 2 as const,
          once: `start ${programId} ${fy} ${startsAt} ${command.pla}`,
          command,
        }));
      }),
  );
