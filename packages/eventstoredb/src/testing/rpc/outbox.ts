import type grpc from '@grpc/grpc-js';
import type { Fate } from '../faults/fate.js';
import type { Victim } from '../faults/fault.js';
import type { streams } from '../wire/generated.js';
import { garbage } from './unary.js';

export type ReadCall = grpc.ServerWritableStream<streams.ReadReq, Buffer>;

/** The way out for the messages of one read or subscription: only as fast as the reader takes them. */
export class Outbox {
  private events = 0;
  private readonly onGone: Array<() => void> = [];
  private onRoom: (() => void) | undefined;
  private readonly victim: Victim;
  gone = false;

  constructor(
    private readonly call: ReadCall,
    private readonly fate: Fate,
    private readonly onEvent: () => void,
    cut: (peer: string) => void,
  ) {
    const goOn = (): void => {
      this.onRoom?.();
      this.onRoom = undefined;
    };
    const leave = (): void => {
      this.gone = true;
      goOn();
      for (const listener of this.onGone.splice(0)) listener();
    };
    call.on('cancelled', leave);
    call.on('close', leave);
    call.on('drain', goOn);
    this.victim = {
      cut: () => void this.flushed().then(() => cut(call.getPeer())),
      end: () => call.end(),
      garble: () => call.write(garbage),
    };
  }

  /** Calls back when the reader is gone, even if it is already. */
  whenGone(listener: () => void): void {
    if (this.gone) listener();
    else this.onGone.push(listener);
  }

  arrived(): Promise<void> {
    return this.fate.reached('on arrival', this.victim);
  }

  /** What to wait for until there is room for more, or nobody left to read. Mostly nothing: promises are not free. */
  mark(frame: Buffer): Promise<void> | undefined {
    return this.gone || this.call.write(frame) ? undefined : this.drained();
  }

  event(frame: Buffer): Promise<void> | undefined {
    this.onEvent();
    const room = this.mark(frame);
    this.events++;
    return this.fate.waitsAt(this.events) ? this.struck(room) : room;
  }

  private async struck(room: Promise<void> | undefined): Promise<void> {
    await room;
    await this.fate.reached(this.events, this.victim);
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      this.onRoom = resolve;
    });
  }

  /** What was written is on its way, or the reader does not take it. */
  private async flushed(): Promise<void> {
    for (
      let patience = 50;
      patience > 0 && !this.gone && this.call.writableLength > 0;
      patience--
    ) {
      await new Promise((resolve) => {
        setTimeout(resolve, 2);
      });
    }
    await new Promise(setImmediate);
  }
}
