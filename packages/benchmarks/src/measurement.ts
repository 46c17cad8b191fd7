/** What one run of one contender found, printed as JSON on its last line. */
export interface Measurement {
  /** In the unit of its work. */
  readonly value: number;
  /** Microseconds of user CPU for one operation: less disturbed by what else the machine does. */
  readonly userMicros?: number;
  readonly p99Ms?: number;
  /** Of the whole process, in MiB. */
  readonly peakMiB?: number;
  /** Whether the contender ended in the state it had to. A wrong one counts as zero. */
  readonly correct: boolean;
  /** What the contender says about how it worked, such as the pragmas in force. */
  readonly remarks?: ReadonlyArray<string>;
}

/** Ends a contender's process. */
export const answer = (measurement: Measurement): void => {
  process.stdout.write(`${JSON.stringify(measurement)}\n`);
};

/** What the process was started with. */
export const settings = (): unknown => JSON.parse(process.argv[2] ?? '{}');
