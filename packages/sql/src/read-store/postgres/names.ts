/** What a read store is called within its database, and the roles that work on it. */
export interface Names {
  readonly schema: string;
  /** Reads, within a scope. */
  readonly appRole: string;
  /** Reads and writes all rows. */
  readonly workerRole: string;
}

export const namesOf = ({
  schema = 'incentives',
  appRole = `${schema}_app`,
  workerRole = `${schema}_worker`,
}: Partial<Names>): Names => {
  for (const name of [schema, appRole, workerRole]) {
    if (!/^[a-z_][a-z0-9_]{0,48}$/.test(name)) {
      throw new RangeError(`${name} is no plain name of PostgreSQL: a to z, 0 to 9 and _`);
    }
  }
  return { schema, appRole, workerRole };
};
