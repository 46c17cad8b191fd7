import { Option, type Command } from 'commander';
import { addCommand, withEvents, type Operating } from '../projections/operating.js';
import { logLevels } from '../../worker/log-levels.js';
import type { WorkerOptions } from './run-worker.js';

/** `incentives worker` */
export const workerCommand = (program: Command, operating: Operating): void => {
  addCommand(
    program,
    'worker',
    'Keep rows up to date until SIGTERM or Ctrl-C. Any number of workers share the work.',
    'worker --once',
    'worker --port 0',
  )
    .option('--projections <names>', 'only these, with commas between them')
    .option('--port <number>', 'of /health/live, /health/ready and /metrics', '9464')
    .option('--host <address>', 'where it listens; 0.0.0.0 for all', '127.0.0.1')
    .option('--once', 'bring the rows up to date and end')
    .option('--drain <seconds>', 'how long stopping may take', '10')
    .addOption(
      new Option('--log-level <level>', logLevels.join(', '))
        .default('info')
        .env('INCENTIVES_LOG_LEVEL'),
    )
    .action(async (options: WorkerOptions) => {
      // Loaded only when asked for: a server, logs and metrics.
      const { runWorker } = await import('./run-worker.js');
      await withEvents(operating, 'write', (events) =>
        runWorker(events, options, operating.output),
      );
    });
};
