import { cpus, loadavg, totalmem } from 'node:os';

/** Where and when: without it no figure means anything. */
export const machine = (now: Date): string => {
  const [first] = cpus();
  const gibibytes = Math.round(totalmem() / 2 ** 30);
  return [
    `${cpus().length} × ${first?.model.trim() ?? process.arch}, ${gibibytes} GiB`,
    `${process.platform}, Node ${process.version}`,
    now.toISOString().slice(0, 10),
    `load average at the start ${(loadavg()[0] ?? 0).toFixed(1)}`,
  ].join('; ');
};
