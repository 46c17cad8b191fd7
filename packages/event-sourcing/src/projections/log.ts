/** Takes what operators may want to read. Fields never hold what was in an event. */
export type Log = (
  level: 'info' | 'warn' | 'error',
  message: string,
  fields: Readonly<Record<string, string | number | boolean | undefined>>,
) => void;

export const silent: Log = () => undefined;

export const reasonOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
