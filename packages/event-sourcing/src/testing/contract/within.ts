import { AssertionError } from 'node:assert/strict';

/** The promise, unless it takes longer than the deadline. */
export const within = async <Value>(
  deadline: number,
  what: string,
  promise: Promise<Value>,
): Promise<Value> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `${what} did not settle within ${deadline} ms`;
    timer = setTimeout(() => reject(new AssertionError({ message })), deadline);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
};
