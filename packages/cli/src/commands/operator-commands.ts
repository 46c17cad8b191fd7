import type { Command } from 'commander';
import type { Operating } from './projections/operating.js';
import { doctorCommand } from './doctor/doctor-command.js';
import { projectionsCommands } from './projections/projections-commands.js';
import { workerCommand } from './worker/worker-command.js';

/** The commands of those who run workers. */
export const operatorCommands = (program: Command, operating: Operating): void => {
  workerCommand(program, operating);
  projectionsCommands(program, operating);
  doctorCommand(program, operating);
};
