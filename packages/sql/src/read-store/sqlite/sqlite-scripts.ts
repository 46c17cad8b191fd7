import type { Connection, SqlValue, Statement } from '../../connection.js';
import type { Script } from '../script.js';

export type Run = <Answer>(script: Script<Answer>) => Answer;

/** Answers the questions of scripts at once. Each of them is compiled by SQLite the first time it is asked. */
export const scriptsOn = (connection: Connection): Run => {
  const statements = new Map<string, Statement>();
  const statement = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = connection.prepare(sql);
    if (statements.size >= mostStatements) statements.clear();
    statements.set(sql, made);
    return made;
  };
  return (script) => {
    let step = script.next([]);
    while (step.done !== true) {
      const { sql, parameters } = step.value;
      // Queries on these tables have text, numbers and null for parameters.
      const rows = statement(sql).all(parameters as ReadonlyArray<SqlValue>);
      step = script.next(rows);
    }
    return step.value;
  };
};

/** Lists of keys make as many statements as there are lengths. */
const mostStatements = 200;
