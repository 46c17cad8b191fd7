import pc from 'picocolors';
import type { Output } from './report.js';

/** Colours for a terminal, none elsewhere; the words carry the meaning. */
export const coloursFor = ({ isTerminal }: Output) =>
  pc.createColors(isTerminal && !('NO_COLOR' in process.env));

export type Colours = ReturnType<typeof coloursFor>;
