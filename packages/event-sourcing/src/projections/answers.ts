import { reasonOf } from './log.js';
import type { Answering } from './worker-status.js';

/** Remembers whether somebody answered when last asked. */
export class Answers {
  private answeredMs: number | undefined;
  private failing: Answering['failing'];

  answered(): void {
    this.answeredMs = Date.now();
    this.failing = undefined;
  }

  failed(error: unknown): void {
    this.failing = { reason: reasonOf(error), sinceMs: this.failing?.sinceMs ?? Date.now() };
  }

  get now(): Answering {
    const { answeredMs, failing } = this;
    return {
      ...(answeredMs === undefined ? {} : { answeredMs }),
      ...(failing === undefined ? {} : { failing }),
    };
  }
}
