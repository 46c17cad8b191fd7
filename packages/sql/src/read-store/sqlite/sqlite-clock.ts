import { sql } from 'kysely';

/** What SQLite's clock says, which all processes on the file share. */
export const millisecondsNow = sql<number>`cast(round(unixepoch('subsec') * 1000) as integer)`;
