import type { StandInOptions } from '../stand-in-options.js';
import { standInServer } from '../stand-in-server.js';

/** The program of a stand-in that is a process of its own. It ends with the one that started it. */
const options = JSON.parse(process.argv[2] ?? '{}') as StandInOptions;
const { port } = await standInServer(options);
process.on('disconnect', () => process.exit());
process.send?.({ port });
