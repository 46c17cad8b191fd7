import type { Command } from 'commander';
import { addCommand, type Operating } from '../projections/operating.js';
import { doctor } from './doctor.js';

/** `incentives doctor` */
export const doctorCommand = (program: Command, { answer, urls }: Operating): void => {
  addCommand(
    program,
    'doctor',
    'Find what is wrong with stores and projections, and what to do about it.',
    'doctor',
  ).action(async () => {
    answer(await doctor(urls()));
  });
};
