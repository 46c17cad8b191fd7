/** From the most that a worker says to nothing. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
