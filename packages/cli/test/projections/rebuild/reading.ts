import { setTimeout as delay } from 'node:timers/promises';
import type { ReadStore } from '@partner-incentives/event-sourcing';
import { until } from '../in-process.js';
import { look, type PlainFold } from '../plain-fold.js';

/** Reads all rows again and again, and judges each answer: it is one build's at one checkpoint, or it is mixed. */
export class Reading {
  readonly damage: string[] = [];
  /** Of the live builds, one after the other. */
  readonly versions: number[] = [];
  answers = 0;
  private isOver = false;
  private readonly running: Promise<void>;

  constructor(
    private readonly readStore: ReadStore,
    private readonly fold: PlainFold,
  ) {
    this.running = this.run();
  }

  /** Until rows of that version were read. */
  sees(version: number): Promise<void> {
    return until(() => this.versions.at(-1) === version);
  }

  async end(): Promise<void> {
    this.isOver = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.isOver) {
      await this.readOnce().catch((error: unknown) => this.damage.push(String(error)));
      await delay(2);
    }
  }

  private async readOnce(): Promise<void> {
    const found = await look(this.readStore, this.fold.model);
    this.damage.push(...(await this.fold.damageOf(found)));
    const version = found.live?.build.schema ?? 0;
    if (this.versions.at(-1) !== version) this.versions.push(version);
    this.answers += 1;
  }
}
