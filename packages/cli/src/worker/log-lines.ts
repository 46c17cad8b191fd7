import type { Log } from '@partner-incentives/event-sourcing';
import { pino } from 'pino';
import { CliError } from '../exit-code.js';
import type { Output } from '../output/report.js';
import { logLevels } from './log-levels.js';

/** JSON, a line each, on stderr. Nothing that was in an event is in them. */
export const logLines = (level: string, worker: string, { err }: Pick<Output, 'err'>): Log => {
  if (!logLevels.some((known) => known === level)) {
    throw new CliError(
      `expected --log-level to be one of ${logLevels.join(', ')}, got ${JSON.stringify(level)}`,
    );
  }
  const logger = pino(
    {
      level,
      base: { worker },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: err },
  );
  return (severity, message, fields) => {
    logger[severity](fields, message);
  };
};
