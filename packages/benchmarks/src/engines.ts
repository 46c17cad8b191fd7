import { createPostgres, type PostgresServer } from '@partner-incentives/sql/testing';

/** One PostgreSQL for all contenders, with everything synced: what `DATABASE_URL` names, else one that ends with this process. */
export const startPostgres = async (): Promise<PostgresServer | undefined> => {
  if ((process.env['DATABASE_URL'] ?? '') !== '') return undefined;
  const server = await createPostgres();
  process.env['DATABASE_URL'] = server.address('postgres');
  return server;
};
