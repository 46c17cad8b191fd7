import type { RowScope } from '@partner-incentives/event-sourcing';
import { isKeepable } from './row-parameters.js';

/** The same scope without text that no database here can hold, and under which nothing can be found. */
export const keepableScope = (scope: RowScope): RowScope => {
  switch (scope.kind) {
    case 'microsoft':
      return scope;
    case 'user':
      return isKeepable(scope.id) ? scope : { kind: 'accounts', accounts: [] };
    case 'accounts':
      return { kind: 'accounts', accounts: scope.accounts.filter(isKeepable) };
  }
};
