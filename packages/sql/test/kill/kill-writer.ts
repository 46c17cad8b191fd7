import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export type PlantedBug = 'none' | 'acknowledges early' | 'writes halves';

export interface Killed {
  /** The appends that were acknowledged before the end. */
  readonly acknowledged: ReadonlyArray<string>;
  readonly insideCommit: boolean;
}

/** Lets a process write to the store, and kills it at a random instant after its first acknowledgement. */
export const killWriter = async (path: string, run: string, bug: PlantedBug): Promise<Killed> => {
  const flag = `${path}.flag`;
  const program = join(import.meta.dirname, 'writer.mjs');
  const writer = spawn(process.execPath, [program, path, flag, run, bug], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const closed = once(writer, 'close');
  let said = '';
  const talking = new Promise<void>((resolve) => {
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      resolve();
    });
  });
  await Promise.race([talking, closed]);
  await delay(randomInt(40));
  writer.kill('SIGKILL');
  const [, signal] = (await closed) as [number | null, NodeJS.Signals | null];
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself: ${said.slice(-200)}`);
  return {
    // What comes after the last line end was cut off by death.
    acknowledged: said.split('\n').slice(0, -1),
    insideCommit: readFileSync(flag, 'utf8') === 'C',
  };
};
