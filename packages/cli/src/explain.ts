import {
  PolicyFault,
  ReadStoreUnavailable,
  StoreUnavailableError,
  type Undecodable,
} from '@partner-incentives/event-sourcing';
import { NotYetThere, UnreadableHistory } from '@partner-incentives/incentives';
import { CommanderError } from 'commander';
import { CliError } from './exit-code.js';
import { LineNotHandled } from './journal/play-line.js';
import type { Diagnostic } from './output/report.js';

/** What a person can do with an error. A bug of ours shows itself whole. */
export const explain = (error: unknown): Diagnostic => {
  const { name = '', message = String(error) } = error as Partial<Error>;
  if (error instanceof CliError) {
    return { message, ...(error.next !== undefined && { next: error.next }) };
  }
  if (error instanceof CommanderError) return usage(error);
  if (error instanceof UnreadableHistory) {
    return { message, next: nextOf(error.reason, error.event.stream) };
  }
  if (error instanceof PolicyFault && error.fault._tag === 'UnreadableEvent') {
    return { message, next: nextOf(error.fault.why, error.fault.stream) };
  }
  if (error instanceof StoreUnavailableError) return { message, next: 'try again' };
  if (error instanceof ReadStoreUnavailable) {
    return { message, next: 'try again; incentives doctor tells what else is wrong' };
  }
  if (error instanceof NotYetThere) {
    return { message, next: 'incentives doctor tells why; --stale answers from what there is' };
  }
  if (error instanceof LineNotHandled) {
    const { fault } = error;
    return {
      message: 'reason' in fault ? `${message}: ${fault.reason}` : message,
      next: 'play it again: what was recorded stays, and is not recorded twice',
    };
  }
  if (saysAll.has(name)) return { message };
  return {
    message: `an error that nobody expected: ${(error as Partial<Error>).stack ?? message}`,
    next: 'this is a bug of incentives: please report it with these lines',
  };
};

/** What to do about an event that cannot be read: everything else can go on without it. */
const nextOf = ({ _tag }: Undecodable, stream: string): string =>
  _tag === 'NewerVersion'
    ? 'upgrade this program'
    : `incentives events ${stream} --json shows it, and incentives verify whether it was changed; ` +
      'rows that a worker keeps go on without it: incentives worker --once, then ask with --read-store';

/** Errors whose message already says what was expected, what came, and what to do. */
const saysAll: ReadonlySet<string> = new Set([
  'MalformedLine',
  'LineTooEarly',
  'StoreOpenError',
  'BackupError',
  'ConnectionStringError',
  'PolicyFault',
  'RowsNotBuilt',
  'MalformedQuestion',
]);

/** Commander's words, e.g. "error: unknown option '--sa'\n(Did you mean --as?)". */
const usage = ({ code, message }: CommanderError): Diagnostic => {
  if (code === 'commander.help') {
    return { message: 'expected a command, got none', next: 'incentives start' };
  }
  const [first = '', ...rest] = message.replace(/^error: /, '').split('\n');
  const guess = /^\((Did you mean .*\?)\)$/.exec(rest.join(' '))?.[1];
  return { message: first, next: guess ?? 'incentives --help shows what there is' };
};
