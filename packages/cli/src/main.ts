import { createInterface } from 'node:readline/promises';
import { runProgram } from './program.js';

// Whoever reads us may stop early, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** Ctrl-C and Ctrl-D are an answer too: none. */
const ask = async (question: string): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const leaving = new AbortController();
  const leave = (): void => {
    leaving.abort();
  };
  lines.once('SIGINT', leave).once('close', leave);
  try {
    return await lines.question(question, { signal: leaving.signal });
  } catch (error) {
    if (leaving.signal.aborted) return '';
    throw error;
  } finally {
    lines.close();
  }
};

process.exitCode = await runProgram(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  isTerminal: process.stdout.isTTY === true,
  ...(process.stderr.isTTY === true && { bar: process.stderr }),
  ...(process.stdin.isTTY === true && process.stderr.isTTY === true && { ask }),
});
