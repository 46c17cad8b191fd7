/** In milliseconds; 10,000 where they are left out and the connection string has no `defaultDeadline`. */
export interface Deadlines {
  /** An append, from the call to its answer, connecting included. */
  readonly appendMs: number;
  /** `read`, `readAll` and `head`: how long they wait for the next thing the server says. */
  readonly readMs: number;
  /** How long a subscription believes in silence before it asks whether it missed something. */
  readonly silenceMs: number;
}

/** Its own class, so that it is never taken for something a server said. */
export class Expired extends Error {
  override readonly name = 'Expired';
  constructor(ms: number) {
    super(`no answer within ${ms} ms`);
  }
}

/** The promise's outcome, or `Expired`; whatever it does after that is heard by nobody. */
export const within = async <Value>(ms: number, promise: Promise<Value>): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Expired(ms)), ms);
  });
  try {
    return await Promise.race([promise, expiry]);
  } finally {
    clearTimeout(timer);
  }
};
