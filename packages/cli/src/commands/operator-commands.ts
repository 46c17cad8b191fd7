import type { Command } from 'commander';
import type { Operating } from './projections/operating.js';
import { projectionsCommands } from './projections/projections-commands.js';

/** The commands of those who run workers. */
export const operatorCommands = (program: Command, operating: Operating): void => {
  projectionsCommands(program, operating);
};
