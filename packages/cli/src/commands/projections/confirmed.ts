import { CliError } from '../../exit-code.js';
import type { Output, Report } from '../../output/report.js';

export interface ConfirmOptions {
  /** Says what would be done, and does nothing. */
  readonly plan?: boolean;
  /** For scripts: what a person would type. */
  readonly yes?: boolean;
}

/** What is about to be done, for who has to agree to it. */
export interface Plan {
  readonly data: object;
  readonly text: string;
  /** The word to type. */
  readonly word: string;
  /** E.g. "promote v2". */
  readonly act: string;
}

/** Shows a plan, and carries it out once somebody typed the word. */
export const confirmed = async (
  plan: Plan,
  { plan: stops, yes }: ConfirmOptions,
  output: Output,
  act: () => Promise<Report>,
): Promise<Report> => {
  if (stops === true) {
    return { status: 'pass', data: plan.data, text: `${plan.text}\nNothing done (--plan).` };
  }
  if (yes === true) return act();
  if (output.ask === undefined) {
    throw new CliError(
      `nobody is here to agree to this: ${plan.text}`,
      'add --yes, or --plan to see only what would be done',
    );
  }
  output.err(`${plan.text}\n`);
  const typed = await output.ask(`Type  ${plan.word}  to ${plan.act}: `);
  if (typed.trim() === plan.word) return act();
  throw new CliError(`expected ${plan.word}, got ${JSON.stringify(typed)}; nothing was done`);
};
