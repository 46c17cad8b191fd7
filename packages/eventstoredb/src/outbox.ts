import type {
  Position,
  RecordedEvent,
  SubscriptionMessage,
} from '@partner-incentives/event-sourcing';

/** What a subscription heard and its consumer has not taken yet: bounded, if whoever fills it looks at `isFull`. */
export class Outbox {
  private messages: SubscriptionMessage[] = [];
  private weights: number[] = [];
  private at = 0;
  private weight = 0;
  /** Up to where nothing but what stands in `messages` is left to tell. */
  private skippedTo: Position | undefined;

  event(event: RecordedEvent, bytes: number): void {
    this.push({ _tag: 'Event', event }, bytes);
    this.skippedTo = undefined;
  }

  /** Checkpoints that nobody took yet are one: the last. */
  skipped(position: Position): void {
    this.skippedTo = position;
  }

  caughtUp(): void {
    const position = this.skippedTo;
    if (position !== undefined) this.push({ _tag: 'Checkpoint', position }, 0);
    this.skippedTo = undefined;
    this.push({ _tag: 'CaughtUp' }, 0);
  }

  take(): SubscriptionMessage | undefined {
    const message = this.messages[this.at];
    if (message === undefined) return this.checkpoint();
    this.weight -= this.weights[this.at] ?? 0;
    this.at++;
    if (this.at === this.messages.length || this.at >= mostMessages) this.forgetTold();
    return message;
  }

  get isFull(): boolean {
    return this.held >= mostMessages || this.weight >= mostBytes;
  }

  get isLow(): boolean {
    return this.held <= mostMessages / 2 && this.weight <= mostBytes / 2;
  }

  private get held(): number {
    return this.messages.length - this.at;
  }

  private push(message: SubscriptionMessage, bytes: number): void {
    this.messages.push(message);
    this.weights.push(bytes);
    this.weight += bytes;
  }

  private forgetTold(): void {
    this.messages = this.messages.slice(this.at);
    this.weights = this.weights.slice(this.at);
    this.at = 0;
  }

  private checkpoint(): SubscriptionMessage | undefined {
    const position = this.skippedTo;
    this.skippedTo = undefined;
    return position && { _tag: 'Checkpoint', position };
  }
}

const mostMessages = 1_000;
const mostBytes = 4 * 1024 * 1024;
