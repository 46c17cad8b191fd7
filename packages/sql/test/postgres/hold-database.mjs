// A process of its own that takes a database for tests, says where, and lives until it is told to end.
import { postgresForTests } from '../../dist/testing/index.js';

let drop = async () => undefined;
const end = () => void drop().finally(() => process.exit());
process.on('disconnect', end);
process.on('SIGTERM', end);
try {
  const database = await postgresForTests();
  drop = database.drop;
  process.send({ connectionString: database.connectionString });
} catch (error) {
  process.send({ error: String(error) });
}
