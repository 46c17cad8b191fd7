import type { KeptRow, RowScope } from './read-store.js';

/** May the row be read within the scope? */
export const isWithin = (
  scope: RowScope,
  { account, values }: Pick<KeptRow, 'account' | 'values'>,
) => {
  if (account === undefined) return true;
  switch (scope.kind) {
    case 'microsoft':
      return true;
    case 'user':
      return values.includes(scope.id);
    case 'accounts':
      return scope.accounts.includes(account);
  }
};
