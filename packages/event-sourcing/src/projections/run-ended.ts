import type { Halt } from '../read-store/read-store.js';

/** How a run of a build ended: somebody stopped it, somebody else has the lease, it is paused, or it cannot go on. */
export type Ended =
  | { readonly _tag: 'Stopped' }
  | { readonly _tag: 'LeaseLost' }
  | { readonly _tag: 'Paused' }
  | { readonly _tag: 'Halted'; readonly halt: Halt };

/** Leaves a run from wherever it is. */
export class RunEnded extends Error {
  override readonly name = 'RunEnded';
  constructor(readonly how: Ended) {
    super(how._tag);
  }
}
