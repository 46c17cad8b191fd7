// The domain and all it depends on in one minified file, as an application's bundler would make it.
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { answer, settings } from '../dist/measurement.js';

const { entry, outfile, alias } = settings();
const { metafile } = await build({
  entryPoints: [entry],
  outfile,
  alias,
  // What an alias stands for is looked up from here.
  absWorkingDir: dirname(entry),
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  metafile: true,
  logLevel: 'error',
});
const { enrollment } = await import(outfile);
const [{ inputs, bytes }] = Object.values(metafile.outputs);
const parts = new Map();
for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
  const part = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1] ?? 'ours';
  parts.set(part, (parts.get(part) ?? 0) + bytesInOutput);
}
const kib = (number) => (number / 1024).toFixed(1);
answer({
  value: gzipSync(readFileSync(outfile), { level: 9 }).length / 1024,
  correct: enrollment.category === 'enrollment',
  remarks: [
    `${kib(bytes)} KiB before gzip: ${[...parts].map(([part, size]) => `${part} ${kib(size)}`).join(', ')}`,
  ],
});
