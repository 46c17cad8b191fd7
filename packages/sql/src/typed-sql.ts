import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type RawBuilder,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  sql,
} from 'kysely';
import type { Connection, SqlValue } from './connection.js';

/** Kysely as the typed way to write SQL for these tables; it runs nothing itself. */
export const typedSql = <Tables>(): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SqliteAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new SqliteIntrospector(db),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  });

/** The same for PostgreSQL. */
export const typedPostgres = <Tables>(): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

interface Types {
  readonly text: string;
  readonly integer: number;
  readonly textOrNull: string | null;
  readonly integerOrNull: number | null;
}

/** The parameters of a statement by name, each with its type. */
type Parameters = Readonly<Record<string, keyof Types>>;

/** Where the parameters stand in the query. */
export type Holes<Named extends Parameters> = {
  readonly [Name in keyof Named]: RawBuilder<Types[Named[Name]]>;
};

type Values<Named extends Parameters> = {
  readonly [Name in keyof Named]: Types[Named[Name]];
};

interface Compiles {
  compile(): {
    readonly sql: string;
    readonly parameters: ReadonlyArray<unknown>;
  };
}

interface Query<Row> extends Compiles {
  /** Only its type is used: what a row is. */
  execute(): Promise<Row[]>;
}

export interface Prepared<Named extends Parameters, Row> {
  readonly run: (values: Values<Named>) => number;
  readonly all: (values: Values<Named>) => ReadonlyArray<Row>;
}

/**
 * A query written with Kysely, compiled once, by Kysely to SQL and by SQLite to its own code. Running it costs what
 * SQLite costs: no builder, no promise.
 */
export const prepare = <const Named extends Parameters, Row>(
  connection: Connection,
  parameters: Named,
  build: (hole: Holes<Named>) => Query<Row>,
): Prepared<Named, Row> => {
  const { sql: text, bound } = compileOnce(parameters, build);
  const statement = connection.prepare(text);
  return {
    run: (values) => statement.run(bound(values)),
    // The tables are STRICT and the query was typed against them, so the rows are what it says.
    all: (values) => statement.all(bound(values)) as ReadonlyArray<Row>,
  };
};

/** SQL that is made once, and what stands in its places each time it is run. */
export const compileOnce = <const Named extends Parameters>(
  parameters: Named,
  build: (hole: Holes<Named>) => Compiles,
): {
  readonly sql: string;
  readonly bound: (values: Values<Named>) => ReadonlyArray<SqlValue>;
} => {
  const compiled = build(holesFor(parameters)).compile();
  const slots = compiled.parameters.map(slotOf);
  return {
    sql: compiled.sql,
    bound: (values) =>
      slots.map((slot) => (slot instanceof Hole ? (values[slot.name] ?? null) : slot)),
  };
};

/** A query with what stands in its places, and what its rows look like. */
export interface Asked<Row> {
  readonly sql: string;
  readonly parameters: ReadonlyArray<SqlValue>;
  /** Nothing is ever here: it is for the type. */
  readonly rows?: ReadonlyArray<Row>;
}

/** The same, made the first time it is asked. */
export const asking = <const Named extends Parameters, Row>(
  parameters: Named,
  build: (hole: Holes<Named>) => Query<Row>,
): ((values: Values<Named>) => Asked<Row>) => {
  let made: ReturnType<typeof compileOnce<Named>> | undefined;
  return (values) => {
    made ??= compileOnce(parameters, build);
    return { sql: made.sql, parameters: made.bound(values) };
  };
};

class Hole {
  constructor(readonly name: string) {}
}

const holesFor = <Named extends Parameters>(parameters: Named): Holes<Named> =>
  Object.fromEntries(
    Object.keys(parameters).map((name) => [name, sql`${new Hole(name)}`]),
  ) as Holes<Named>;

const slotOf = (parameter: unknown): Hole | string | null => {
  if (parameter instanceof Hole || parameter === null) return parameter;
  if (typeof parameter === 'string') return parameter;
  throw new TypeError('A prepared query holds parameters, text and null only');
};
