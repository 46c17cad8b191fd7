import type { Answer } from '../model/answer.js';
import type { Ask } from '../model/commands.js';
import { handle } from '../model/model.js';
import { defaultPolicy, World, type Policy } from '../model/world.js';
import { answersDiffer, placeDiffers, placesDiffer, type Difference } from './difference.js';
import { DomainWorld, type Handled, type Mistake } from './domain-world.js';
import { locations, programs } from './universe.js';

/** The switches set anew. */
export interface Switched {
  readonly policy: Partial<Policy>;
}

/** A command as both saw it. */
export interface Moment {
  readonly ask: Ask;
  readonly handled: Handled;
  readonly answer: Answer;
}

/** The domain and the model, told the same things and compared after each. */
export class Both {
  /** The first difference; what comes after it proves nothing. */
  difference: Difference | undefined;
  /** Everything told so far. */
  readonly told: Array<Switched | Moment> = [];

  private constructor(
    readonly domain: DomainWorld,
    readonly world: World,
  ) {}

  static empty(mistake?: Mistake): Both {
    return new Both(new DomainWorld(mistake), World.empty());
  }

  /** Both once more, as they are now; from here on with a mistake in the domain, if one is given. */
  fork(mistake?: Mistake): Both {
    const fork = new Both(this.domain.fork(mistake), this.world.fork());
    fork.told.push(...this.told);
    fork.difference = this.difference;
    return fork;
  }

  /** From here on, these switches; the others at their defaults. */
  adopt(policy: Partial<Policy>): void {
    this.told.push({ policy });
    this.domain.policy = { ...this.domain.policy, ...defaultPolicy, ...policy };
    this.world.policy = { ...defaultPolicy, ...policy };
  }

  ask(ask: Ask): void {
    const handled = this.domain.handle(ask);
    const answer = handle(this.world, ask);
    this.told.push({ ask, handled, answer });
    this.difference ??= answersDiffer(handled.decision, answer);
    // Where nothing was recorded nothing can have changed; what time changes is compared at the end.
    if ('recorded' in answer && answer.recorded.length > 0) {
      this.difference ??= placesDiffer(this.domain, this.world, ask);
    }
  }

  /** Everywhere, also where no command was about. */
  compareAll(now: string): void {
    for (const programId of programs) {
      for (const pla of [...locations, 'Contoso']) {
        this.difference ??= placeDiffers(this.domain, this.world, programId, pla, now);
      }
    }
  }
}
