import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** What is really in use, in MiB. */
export const usedHeap = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
};
