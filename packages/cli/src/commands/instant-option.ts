import { InstantInput } from '@partner-incentives/domain';
import type { Instant } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import { CliError } from '../exit-code.js';

/** The instant that an option names; a bare date is the beginning of that day, in UTC. */
export const instantOption = (name: string, text: string | undefined): Instant | undefined => {
  if (text === undefined) return undefined;
  const decoded = InstantInput.decode(text);
  if (E.isRight(decoded)) return decoded.right;
  throw new CliError(
    `expected ${name} to be an instant such as 2024-07-01T00:00:00Z or a date, got ${JSON.stringify(text)}`,
  );
};
