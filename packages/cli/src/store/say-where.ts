import {
  StoreUnavailableError,
  CopyInterrupted,
  PolicyFault,
} from '@partner-incentives/event-sourcing';
import { CliError } from '../exit-code.js';
import { LineNotHandled } from '../journal/play-line.js';
import type { OpenedStore } from './opened-store.js';

/** The error of a server that does not answer, with which one it is and what to do; any other error as it is. */
export const sayWhere = (
  { name, whenAway }: Pick<OpenedStore, 'name' | 'whenAway'>,
  error: unknown,
): unknown => {
  const reason = reasonOf(error);
  if (whenAway === undefined || reason === undefined) return error;
  const line =
    error instanceof LineNotHandled ? `${error.place.file}:${String(error.place.line)}: ` : '';
  return new CliError(`${line}${name} does not answer: ${reason.replace(emptyNote, '')}`, whenAway);
};

const reasonOf = (error: unknown): string | undefined => {
  if (error instanceof StoreUnavailableError || error instanceof CopyInterrupted) {
    return error.reason;
  }
  if (error instanceof LineNotHandled || error instanceof PolicyFault) {
    return 'reason' in error.fault ? error.fault.reason : undefined;
  }
  return undefined;
};

/** What gRPC ends with where it has nothing to note. */
const emptyNote = /\.? Resolution note: ?$/;
