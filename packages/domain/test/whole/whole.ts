import type { Instant } from '@partner-incentives/event-sourcing';
import { currentPolicy, type CommandJson, type Policy } from '../../src/index.js';
import { inMemoryEventStore } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { sameJson } from '../model/answer.js';
import type { Ask } from '../model/commands.js';
import { settle } from '../model/consequences.js';
import { handle } from '../model/model.js';
import { Clockwork } from '../model/passing-time.js';
import { isShownAsNone, seenBy } from '../model/status.js';
import { placeKey, World, defaultPolicy, type Policy as Switches } from '../model/world.js';
import { users } from '../random/universe.js';
import { createIncentives } from '@partner-incentives/incentives';
import { fixedClock } from '@partner-incentives/incentives/testing';

/** Where the library, its policies and views included, parts from the model. */
export interface Parting {
  readonly about: string;
  readonly whole: unknown;
  readonly model: unknown;
}

/** A line of a journal: a command, or a look at the clock. */
export type Line = { readonly ask: Ask } | { readonly sweep: string };

const begin = '2023-07-01T00:00:00.000Z';

/** The library on a store in memory, and the model with its own process managers. */
export class Whole {
  readonly #clock = fixedClock(begin as Instant);
  readonly #policy: Policy;
  readonly #incentives;
  readonly #world = World.empty();
  readonly #clockwork = new Clockwork();
  readonly told: Array<Line> = [];
  parting: Parting | undefined;

  constructor(readonly switches: Partial<Switches>) {
    this.#policy = { ...currentPolicy, ...switches };
    this.#world.policy = { ...defaultPolicy, ...switches };
    const [store, clock, policy] = [inMemoryEventStore(), this.#clock, this.#policy];
    this.#incentives = createIncentives({ store, clock, policy });
  }

  get world(): World {
    return this.#world;
  }

  async tell(line: Line): Promise<void> {
    await ('ask' in line ? this.#ask(line.ask) : this.#sweep(line.sweep));
  }

  async #ask({ reaction: _never, ...ask }: Ask): Promise<void> {
    const { commandId, actor, at, command } = ask;
    this.#clock.set(at as Instant);
    this.told.push({ ask });
    const executed = await this.#incentives.execute({
      commandId,
      actor,
      at,
      command: command as CommandJson,
    })();
    await this.#incentives.settled();
    const answer = handle(this.#world, ask);
    if ('recorded' in answer) settle(this.#world, answer.recorded);
    const whole = E.isLeft(executed)
      ? executed.left._tag
      : executed.right.events.map(({ event }) => event.type);
    const model = 'refused' in answer ? answer.refused : answer.recorded.map(({ type }) => type);
    if (!sameJson(whole, model)) this.parting ??= { about: 'answer', whole, model };
  }

  async #sweep(at: string): Promise<void> {
    this.#clock.set(at as Instant);
    this.told.push({ sweep: at });
    await this.#incentives.sweep(at as Instant);
    await this.#incentives.settled();
    this.#clockwork.sweep(this.#world, at);
  }

  /** Everybody's overview, row by row. */
  async compare(now: string): Promise<void> {
    for (const viewer of users) {
      const rows = await this.#incentives.views.overview({ viewer, now: now as Instant });
      const whole = rows.map(
        ({ programId, pla, status, statusRule, actions, since, earningsStart }) => ({
          programId,
          pla,
          status,
          statusRule,
          actions,
          since,
          earningsStart,
        }),
      );
      const model = this.#rowsOf(viewer, now);
      if (!sameJson(whole, model)) {
        this.parting ??= { about: `${viewer} looks at the overview at ${now}`, whole, model };
      }
    }
  }

  #rowsOf(viewer: string, now: string): ReadonlyArray<object> {
    const world = this.#world;
    const places = [...world.locations.ids(), ...world.accounts.ids()].toSorted();
    return world.programs
      .ids()
      .toSorted()
      .flatMap((programId) =>
        places.flatMap((pla) => {
          const enrollment = world.enrollments.now(placeKey(programId, pla));
          if (enrollment === undefined && world.locations.now(pla) === undefined) return [];
          const { rule, status, actions } = seenBy(world, viewer, programId, pla, now);
          if (status === 'NotShown') return [];
          const isNone = isShownAsNone(world, programId, pla, now);
          const presented = isNone ? undefined : enrollment;
          return [
            {
              programId,
              pla,
              status,
              statusRule: rule,
              actions,
              since: presented?.since ?? null,
              earningsStart: presented?.earningsStart ?? null,
            },
          ];
        }),
      );
  }
}
