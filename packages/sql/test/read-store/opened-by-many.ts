import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** What processes of their own say that open one address at the same instant. */
export const openedByMany = async (address: string, count: number): Promise<unknown[]> => {
  const processes = Array.from({ length: count }, () =>
    fork(join(import.meta.dirname, 'open-read-store.mjs'), { execArgv: [] }),
  );
  await Promise.all(processes.map((process) => once(process, 'message')));
  const answers = processes.map((process) => once(process, 'message'));
  for (const process of processes) process.send(address);
  return (await Promise.all(answers)).map(([answer]) => answer as unknown);
};
