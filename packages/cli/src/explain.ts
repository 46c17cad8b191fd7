import { StoreUnavailableError } from '@partner-incentives/event-sourcing';
import { UnreadableHistory } from '@partner-incentives/incentives';
import { CliError } from './exit-code.js';

/** What a person can do with an error. A bug of ours shows itself whole. */
export const explain = (error: unknown): { readonly message: string; readonly next?: string } => {
  if (error instanceof CliError) {
    return error.next === undefined
      ? { message: error.message }
      : { message: error.message, next: error.next };
  }
  if (error instanceof UnreadableHistory) {
    return { message: error.message, next: 'incentives verify tells whether it was changed' };
  }
  if (error instanceof StoreUnavailableError) {
    return { message: error.message, next: 'check the file of the store, and try again' };
  }
  if (error instanceof Error && expected.has(error.name)) return { message: error.message };
  throw error;
};

/** Errors whose message already says what was expected, what came, and what to do. */
const expected: ReadonlySet<string> = new Set([
  'MalformedLine',
  'LineTooEarly',
  'LineNotHandled',
  'StoreOpenError',
  'BackupError',
  'PolicyFault',
]);
