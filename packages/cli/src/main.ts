import { createInterface } from 'node:readline/promises';
import { runProgram } from './program.js';

// Whoever reads us may stop early, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

const ask = async (question: string): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(question);
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
