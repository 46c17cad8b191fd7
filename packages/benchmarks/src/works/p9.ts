import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ours, peer, type Contender, type Effort, type Work } from '../work.js';

const entry = createRequire(import.meta.url).resolve('@partner-incentives/domain');
const bundle = fileURLToPath(new URL('../../reports/domain-bundle.mjs', import.meta.url));

/** How large the domain is in an application. Leaves the bundle for `p9Import`. */
export const p9Size = (): Work => ({
  id: 'p9',
  title: 'Bundle the domain package, its dependencies included',
  unit: 'KiB gzipped',
  rounds: 1,
  contenders: [
    {
      name: 'bundled as it comes',
      script: peer('bundle.mjs'),
      settings: { entry, outfile: join(dirname(bundle), 'domain-bundle-as-it-comes.mjs') },
    },
    {
      name: 'bundled, ES modules of fp-ts',
      script: peer('bundle.mjs'),
      settings: { entry, outfile: bundle, alias: { 'fp-ts/lib': 'fp-ts/es6' } },
    },
  ],
  goals: [{ says: '≤ 25 KiB gzipped', of: 'bundled, ES modules of fp-ts', atMost: 25 }],
  notes: [
    'esbuild, minified. fp-ts and io-ts ship CommonJS for Node and ES modules for bundlers; the alias `fp-ts/lib` to `fp-ts/es6` makes the bundler take the latter, so that one copy of fp-ts remains and what is unused is left out. Without it both forms are in the bundle.',
  ],
});

/** How long an application waits for it. */
export const p9Import = (effort: Effort): Work => {
  const imports = (name: string, modules: ReadonlyArray<string>): Contender => ({
    name,
    script: ours('import-time.js'),
    settings: { modules },
    against: 'the domain package',
  });
  return {
    id: 'p9',
    title: 'Import the domain package in a fresh process',
    unit: 'ms',
    rounds: effort === 'full' ? 31 : 5,
    contenders: [
      imports('the domain package', [pathToFileURL(entry).href]),
      imports('its dependencies alone', dependencies()),
      imports('bundled', [pathToFileURL(bundle).href]),
    ],
    goals: [
      {
        says: '≤ 1.1 × importing its dependencies alone',
        of: 'the domain package',
        over: 'its dependencies alone',
        atMost: 1.1,
      },
      { says: 'bundled ≤ 15 ms', of: 'bundled', atMost: 15 },
    ],
    notes: ['Its dependencies: the two modules of fp-ts that it uses, and io-ts.'],
  };
};

const dependencies = (): ReadonlyArray<string> => {
  const require = createRequire(entry);
  return ['fp-ts/lib/Either.js', 'fp-ts/lib/function.js', 'io-ts'].map(
    (name) => pathToFileURL(require.resolve(name)).href,
  );
};
