import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A program of this folder as a process of its own. It ends with the one that started it, however that ends. */
export class Child {
  private readonly process: ChildProcess;
  private readonly closed: Promise<unknown>;
  private readonly lines: string[] = [];
  private readonly waiting = new Set<() => void>();
  private said = '';

  constructor(program: string, ...args: ReadonlyArray<string>) {
    this.process = spawn(process.execPath, [join(import.meta.dirname, program), ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.closed = once(this.process, 'close').finally(() => this.wake());
    // To one that is dead already.
    this.process.stdin?.on('error', () => undefined);
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.said = (this.said + text).slice(-2_000);
    });
    let rest = '';
    this.process.stdout?.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      this.lines.push(...lines);
      this.wake();
    });
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** How often it said so. */
  count(line: string): number {
    return this.lines.filter((one) => one === line).length;
  }

  order(line: string | number): void {
    this.process.stdin?.write(`${line}\n`);
  }

  /** Once it says a line that begins so, which counts once; rejects where it ends before. */
  async says(start: string): Promise<string> {
    for (;;) {
      const line = this.takeLine(start);
      if (line !== undefined) return line;
      if (this.hasEnded) throw new Error(`it ended before it said "${start}": ${this.said}`);
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  /** Whether it says so in time; later it counts for whoever asks then. */
  async saysWithin(ms: number, start: string): Promise<boolean> {
    for (const end = performance.now() + ms; performance.now() < end; await delay(5)) {
      if (this.takeLine(start) !== undefined) return true;
    }
    return false;
  }

  /** Whatever it was about to do. Rejects where it was over before. */
  async kill(): Promise<void> {
    if (this.hasEnded) throw new Error(`it ended by itself: ${this.said}`);
    this.process.kill('SIGKILL');
    await this.closed;
  }

  /** Once it has ended by itself, or at once by us. */
  async end(): Promise<void> {
    this.process.stdin?.end();
    this.process.kill('SIGKILL');
    await this.closed;
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.process.kill(signal);
  }

  private takeLine(start: string): string | undefined {
    const at = this.lines.findIndex((line) => line.startsWith(start));
    return at < 0 ? undefined : this.lines.splice(at, 1)[0];
  }

  private get hasEnded(): boolean {
    return this.process.exitCode !== null || this.process.signalCode !== null;
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
