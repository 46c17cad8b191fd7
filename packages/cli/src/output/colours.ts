import pc from 'picocolors';
import type { Output } from './report.js';

/** Colours for a terminal, none elsewhere nor with NO_COLOR; the words carry the meaning. */
export const coloursFor = ({ isTerminal }: Pick<Output, 'isTerminal'>) =>
  pc.createColors(isTerminal && !('NO_COLOR' in process.env) && process.env['TERM'] !== 'dumb');

export type Colours = ReturnType<typeof coloursFor>;
