import type { Finding } from '@partner-incentives/event-sourcing';

/** The input is no command: what was expected where, and what came. Nothing was written. */
export interface MalformedCommand {
  readonly _tag: 'MalformedCommand';
  readonly rule: 'catalogue';
  readonly fixableBy: readonly [];
  readonly problems: ReadonlyArray<Finding>;
}

export const malformed = (problems: ReadonlyArray<Finding>): MalformedCommand => ({
  _tag: 'MalformedCommand',
  rule: 'catalogue',
  fixableBy: [],
  problems,
});
