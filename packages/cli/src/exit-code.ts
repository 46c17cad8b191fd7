/** 0: fine. 1: it found what it looks for, e.g. an expectation that was not met. 2: it could not be asked like that. */
export const exitCode = { ok: 0, finding: 1, usage: 2 } as const;

/** What a person did wrong or can mend, said so that they can. */
export class CliError extends Error {
  override readonly name = 'CliError';
  constructor(
    /** What was expected and what came. */
    message: string,
    /** What to do next. */
    readonly next?: string,
  ) {
    super(message);
  }
}
