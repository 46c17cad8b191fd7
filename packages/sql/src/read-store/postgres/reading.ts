import type { RowScope } from '@partner-incentives/event-sourcing';
import pg from 'pg';
import { keepableScope } from '../keepable-scope.js';
import type { Names } from './names.js';

/**
 * Begins a reading within a scope, in one round trip: one snapshot for all of its questions, as the role that the
 * policies bind, which are told the scope for as long as the transaction lasts.
 */
export const beginReading = (
  { appRole }: Names,
  scope: RowScope,
  as: 'the app role' | 'who we are' = 'the app role',
): string => {
  return [
    'begin isolation level repeatable read read only',
    ...(as === 'the app role' ? [`set local role "${appRole}"`] : []),
    toldScope(scope),
  ].join(';');
};

/** The scope of what follows in the transaction. */
export const toldScope = (scope: RowScope): string => {
  const settings = Object.entries(settingsOf(keepableScope(scope))).map(
    ([name, value]) => `set_config('incentives.${name}', ${pg.escapeLiteral(value)}, true)`,
  );
  return `select ${settings.join()}`;
};

const settingsOf = (scope: RowScope): Readonly<Record<'scope' | 'user' | 'accounts', string>> => ({
  scope: scope.kind,
  user: scope.kind === 'user' ? scope.id : '',
  accounts: JSON.stringify(scope.kind === 'accounts' ? scope.accounts : []),
});
