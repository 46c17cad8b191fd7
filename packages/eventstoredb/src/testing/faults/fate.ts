import { type Fault, type Moment, strike, type Victim } from './fault.js';

/** What the plan holds for one call. */
export class Fate {
  constructor(
    private readonly faults: ReadonlyArray<Fault>,
    private readonly onStruck: () => void,
  ) {}

  /** Is anything planned for this moment? Most calls have nothing to wait for. */
  waitsAt(moment: Moment): boolean {
    return this.faults.some(({ at }) => at === moment);
  }

  /** The call has come so far. Settles if it goes on. */
  async reached(moment: Moment, victim: Victim): Promise<void> {
    for (const { at, deed } of this.faults) {
      if (at !== moment) continue;
      this.onStruck();
      await strike(deed, victim);
    }
  }
}
