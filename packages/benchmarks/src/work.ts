import type { Goal } from './goal.js';

/** One way of doing a work: a script that runs in a process of its own. */
export interface Contender {
  readonly name: string;
  readonly script: URL;
  readonly settings: Readonly<Record<string, unknown>>;
  /** The contender whose value is divided by this one's. */
  readonly against?: string;
}

/** A work that several contenders do in turns. */
export interface Work {
  /** As the goals number it; several works may share one. */
  readonly id: `p${number}` | 'questions';
  readonly title: string;
  readonly unit: string;
  readonly rounds: number;
  readonly contenders: ReadonlyArray<Contender>;
  readonly goals: ReadonlyArray<Goal>;
  /** What has to be known to read the figures. */
  readonly notes: ReadonlyArray<string>;
}

/** How much is measured: `quick` shows where things stand, `full` is what is written down. */
export type Effort = 'quick' | 'full';

export const ours = (file: string): URL => new URL(`./contenders/${file}`, import.meta.url);

export const peer = (file: string): URL => new URL(`../peers/${file}`, import.meta.url);
