import { join } from 'node:path';
import { damageIn } from './damage.js';
import { killWriter, type PlantedBug } from './kill-writer.js';

export interface KillTrial {
  readonly kills: number;
  readonly insideCommit: number;
  readonly acknowledged: number;
  readonly damage: ReadonlyArray<string>;
}

/** Kills writers of one store one after the other, and looks for damage after each; ends early where it finds some. */
export const killTrial = async (
  directory: string,
  kills: number,
  bug: PlantedBug = 'none',
): Promise<KillTrial> => {
  const path = join(directory, `${bug} ${storesMade++}.db`);
  const acknowledged: string[] = [];
  let insideCommit = 0;
  for (let kill = 1; kill <= kills; kill++) {
    const killed = await killWriter(path, `k${kill}`, bug);
    acknowledged.push(...killed.acknowledged);
    if (killed.insideCommit) insideCommit++;
    const damage = await damageIn(path, acknowledged);
    if (damage.length > 0 || kill === kills) {
      return { kills: kill, insideCommit, acknowledged: acknowledged.length, damage };
    }
  }
  return { kills: 0, insideCommit, acknowledged: 0, damage: [] };
};

let storesMade = 0;

export const told = ({ kills, insideCommit, acknowledged, damage }: KillTrial): string =>
  `${kills} kills, ${insideCommit} inside a commit; ${acknowledged} appends acknowledged, ${damage.length} damaged\n`;
