import type { CompiledQuery, Compilable } from 'kysely';

export type Question = Pick<CompiledQuery, 'sql' | 'parameters'>;

/**
 * Work on a database as a story that asks one question after the other. It knows no engine: whoever runs it answers,
 * SQLite at once and PostgreSQL over the network.
 */
export type Script<Answer> = Generator<Question, Answer, ReadonlyArray<unknown>>;

/** The rows that a query finds; `returning` those that it changed. */
export function* ask<Row>(query: Compilable<Row>): Script<ReadonlyArray<Row>> {
  // The query was typed against the tables, so the rows are what it says.
  return (yield query.compile()) as ReadonlyArray<Row>;
}
