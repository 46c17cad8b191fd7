import type {
  Build,
  RowReader,
  RowScope,
  RowSelection,
  RowsRead,
} from '@partner-incentives/event-sourcing';
import type { Kysely, SqlBool } from 'kysely';
import type { Asked } from '../typed-sql.js';
import { keepableScope } from './keepable-scope.js';
import { buildOf, checkpointOf, keptRow, parkedKey, stoppedOf } from './records.js';
import { isKeepable } from './row-parameters.js';
import { type ReadingWords, rowQuestions, type RowQuestions } from './row-questions.js';
import type { ReadStoreTables } from './tables.js';

/** Asks within the transaction that a reading is. What is asked before an answer has come goes along with it. */
export type Ask = <Row>(asked: Asked<Row>) => Promise<ReadonlyArray<Row>>;

/** How an engine's readings are answered within a scope, or, where it is not filtered, as the database lets them. */
export const rowReaders = (db: Kysely<ReadStoreTables>, words: ReadingWords, isFiltered = true) => {
  const made = new Map<RowScope['kind'], RowQuestions>();
  const within = (kind: RowScope['kind']): RowQuestions => {
    const questions = made.get(kind) ?? rowQuestions(db, words, kind);
    made.set(kind, questions);
    return questions;
  };
  return (given: RowScope, ask: Ask, tell: (scope: RowScope) => void = () => {}): RowReader => {
    const seen = new Map<string, SeenBuild>();
    const readerWithin = (scope: RowScope): RowReader => ({
      ...rowReader(within, words, isFiltered ? keepableScope(scope) : everything, ask, seen),
      within: (other) => {
        tell(other);
        return readerWithin(other);
      },
    });
    return readerWithin(given);
  };
};

const everything: RowScope = { kind: 'microsoft' };

const rowReader = (
  within: (kind: RowScope['kind']) => RowQuestions,
  { list }: ReadingWords,
  scope: RowScope,
  ask: Ask,
  seen: Map<string, SeenBuild>,
): Omit<RowReader, 'within'> => {
  const questions = within(scope.kind);
  const scopeText = scope.kind === 'accounts' ? list(scope.accounts) : userOf(scope);
  const gathering = new Map<string, Gathered>();

  const see = (found: Pick<Build, 'model' | 'build'> & FoundBuild): SeenBuild => {
    const { id, is_waited_in: isWaitedIn } = found;
    const build = { id, isWaitedIn: Boolean(isWaitedIn) };
    seen.set(nameOf(found), build);
    return build;
  };

  const find = async ({ model, build }: Build): Promise<SeenBuild | undefined> => {
    const [found] = await ask(questions.build({ model, build }));
    return found && see(found);
  };

  const marks = <Row>(builds: ReadonlyArray<SeenBuild>, asked: () => Asked<Row>) =>
    builds.some(({ isWaitedIn }) => isWaitedIn) ? ask(asked()) : Promise.resolve([]);

  const read = async (
    selection: RowSelection,
    wanted: ReadonlyArray<Wanted>,
  ): Promise<ReadonlyArray<RowsRead>> => {
    const of = questions.of[typeof selection === 'string' ? selection : 'account'];
    const account = typeof selection === 'string' ? '' : selection.account;
    const about = { account, scope: scopeText };
    const whole = wanted.flatMap(({ build, since }) => (since === undefined ? [build.id] : []));
    const builds = wanted.map(({ build }) => build);
    const parked = marks(builds, () =>
      of.parked({ builds: list(builds.map(({ id }) => id)), ...about }),
    );
    const rows =
      whole.length === 0 ? Promise.resolve([]) : ask(of.rows({ builds: list(whole), ...about }));
    return Promise.all(
      wanted.map(async ({ build: { id }, since }) => {
        const changed =
          since === undefined ? rows : ask(of.changed({ build: id, since, ...about }));
        const [found, waiting] = await Promise.all([changed, parked]);
        return {
          rows: found.filter(isOf(id)).map(keptRow),
          parked: waiting.filter(isOf(id)).map(parkedKey),
        };
      }),
    );
  };

  /** What is asked at once about several builds goes as one question. */
  const gathered = (selection: RowSelection): Gathered => {
    const key = typeof selection === 'string' ? selection : `of ${selection.account}`;
    const known = gathering.get(key);
    if (known !== undefined) return known;
    const wanted: Wanted[] = [];
    const answer = Promise.resolve().then(() => {
      gathering.delete(key);
      return read(selection, wanted);
    });
    gathering.set(key, { wanted, answer });
    return { wanted, answer };
  };

  return {
    live: async (models) => {
      if (models.length === 0) return new Map();
      const found = await ask(questions.live({ models: list(models) }));
      return new Map(
        found.map((record) => {
          const { model, epoch, changes } = record;
          see(record);
          const build = buildOf(record);
          return [model, { build, epoch, changes, ...checkpointOf(record), ...stoppedOf(record) }];
        }),
      );
    },
    under: async (build, value) => {
      if (!isKeepable(value)) return nothing;
      const known = seen.get(nameOf(build)) ?? (await find(build));
      if (known === undefined) return nothing;
      const about = { build: known.id, value, scope: scopeText };
      // What is found under a user is what that user sees: that need not be asked twice.
      const isTheirs = scope.kind === 'user' && value === scope.id;
      const { under } = isTheirs ? within('microsoft') : questions;
      const [rows, parked] = await Promise.all([
        ask(under.rows(about)),
        marks([known], () => under.parked(about)),
      ]);
      return { rows: rows.map(keptRow), parked: parked.map(parkedKey) };
    },
    of: async (build, selection, since) => {
      if (!isAllowed(scope, selection)) return nothing;
      const known = seen.get(nameOf(build)) ?? (await find(build));
      if (known === undefined) return nothing;
      const { wanted, answer } = gathered(selection);
      const at = wanted.push({ build: known, since }) - 1;
      return (await answer)[at] ?? nothing;
    },
  };
};

/** A build as this reading has seen it. */
interface SeenBuild {
  readonly id: number;
  /** Any key, whoever's it is: where none waits, marks are not asked for. */
  readonly isWaitedIn: boolean;
}

interface FoundBuild {
  readonly id: number;
  readonly is_waited_in: SqlBool;
}

interface Wanted {
  readonly build: SeenBuild;
  readonly since: number | undefined;
}

interface Gathered {
  readonly wanted: Wanted[];
  /** In their order. */
  readonly answer: Promise<ReadonlyArray<RowsRead>>;
}

const nothing: RowsRead = { rows: [], parked: [] };

const nameOf = ({ model, build }: Pick<Build, 'model' | 'build'>): string => `${build} ${model}`;

const userOf = (scope: RowScope): string => (scope.kind === 'user' ? scope.id : '');

const isOf =
  (id: number) =>
  ({ build }: { readonly build: number }): boolean =>
    build === id;

/** An account out of the scope is not even asked for. */
const isAllowed = (scope: RowScope, selection: RowSelection): boolean => {
  if (typeof selection === 'string') return true;
  if (!isKeepable(selection.account)) return false;
  return scope.kind !== 'accounts' || scope.accounts.includes(selection.account);
};
