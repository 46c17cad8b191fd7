import type { Connection, Statement } from '../../connection.js';
import type { Asked } from '../../typed-sql.js';
import type { Script } from '../script.js';

export type Run = <Answer>(script: Script<Answer>) => Answer;

export type AskNow = <Row>(asked: Asked<Row>) => ReadonlyArray<Row>;

/** Answers the questions of scripts at once. */
export const scriptsOn = (connection: Connection): Run => {
  const ask = asksOn(connection);
  return (script) => {
    let step = script.next([]);
    // Queries on these tables have text, numbers and null for parameters.
    while (step.done !== true) step = script.next(ask(step.value as Asked<unknown>));
    return step.value;
  };
};

/** Answers at once. Each question is compiled by SQLite the first time it is asked. */
export const asksOn = (connection: Connection): AskNow => {
  const statements = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = connection.prepare(sql);
    if (statements.size >= mostStatements) statements.clear();
    statements.set(sql, made);
    return made;
  };
  // The tables are STRICT and the query was typed against them, so the rows are what it says.
  return <Row>({ sql, parameters }: Asked<Row>) =>
    statement(sql).all(parameters) as ReadonlyArray<Row>;
};

/** Lists of keys make as many statements as there are lengths. */
const mostStatements = 200;
