import { Fate } from './fate.js';
import type { Fault, Rpc } from './fault.js';
import { always, nth, type Occurrence, withProbability } from './occurrence.js';
import { PlannedFaults, PlannedReadFaults, PlannedWriteFaults } from './planned-faults.js';

/** What can be planned for which call. */
export type PlannedFor<Call extends Rpc> = Call extends 'append' | 'batchAppend' | 'delete'
  ? PlannedWriteFaults
  : Call extends 'read' | 'readAll' | 'subscribe'
    ? PlannedReadFaults
    : PlannedFaults;

/**
 * What goes wrong, and when. A plan reads like a sentence:
 *
 * - `faults.next('append').dropReply('after the commit')`
 * - `faults.nth(3, 'readAll').after(10).cut()`
 * - `faults.every('gossip').refuse()`
 * - `faults.some('subscribe', { probability: 0.2, seed: 7 }).after(5).end()`
 *
 * Calls are counted from the moment the sentence is said. Several sentences may strike one call.
 */
export class FaultPlan {
  private rules: Array<Rule> = [];
  private struckCount = 0;

  /** How many faults struck so far. */
  get struck(): number {
    return this.struckCount;
  }

  next<Call extends Rpc>(rpc: Call): PlannedFor<Call> {
    return this.planned(rpc, nth(1));
  }

  nth<Call extends Rpc>(n: number, rpc: Call): PlannedFor<Call> {
    return this.planned(rpc, nth(n));
  }

  every<Call extends Rpc>(rpc: Call): PlannedFor<Call> {
    return this.planned(rpc, always);
  }

  /** Some calls at random: the same in every run with the same seed. */
  some<Call extends Rpc>(
    rpc: Call,
    chance: { readonly probability: number; readonly seed: number },
  ): PlannedFor<Call> {
    return this.planned(rpc, withProbability(chance.probability, chance.seed));
  }

  /** From now on all goes well. */
  clear(): void {
    this.rules = [];
  }

  /** What a call that has just arrived is in for. */
  fateOf(rpc: Rpc): Fate {
    const struck = this.rules.filter((rule) => rule.rpc === rpc && rule.strikes());
    return new Fate(
      struck.map(({ fault }) => fault),
      () => this.struckCount++,
    );
  }

  private planned<Call extends Rpc>(rpc: Call, strikes: Occurrence): PlannedFor<Call>;
  private planned(rpc: Rpc, strikes: Occurrence): PlannedFor<Rpc> {
    const plan = (fault: Fault): void => {
      this.rules.push({ rpc, strikes, fault });
    };
    switch (rpc) {
      case 'append':
      case 'batchAppend':
      case 'delete':
        return new PlannedWriteFaults(plan);
      case 'read':
      case 'readAll':
      case 'subscribe':
        return new PlannedReadFaults(plan);
      case 'features':
      case 'gossip':
        return new PlannedFaults(plan);
    }
  }
}

interface Rule {
  readonly rpc: Rpc;
  readonly strikes: Occurrence;
  readonly fault: Fault;
}
