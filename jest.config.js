import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

// Jest runs the sources as the ES modules they are, which on Node 20 needs a flag.
const flagged = [...process.execArgv, process.env.NODE_OPTIONS ?? ''].join(' ');
if (!flagged.includes('--experimental-vm-modules')) {
  throw new Error(
    'Run `npm test` or `npm run jest -- <args>`: Jest needs --experimental-vm-modules.',
  );
}

// What a package exports from dist/, tests take from src/: no build stands between a change and its test.
const root = import.meta.dirname;
const packages = join(root, 'packages');
const manifests = readdirSync(packages)
  .map((name) => join(packages, name, 'package.json'))
  .filter((file) => existsSync(file))
  .map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sources = Object.fromEntries(
  manifests.flatMap(({ name, exports = {} }) =>
    Object.entries(exports)
      .filter(([, target]) => target.default?.startsWith('./dist/'))
      .map(([subpath, target]) => [
        `^${name}${subpath.slice(1)}$`,
        target.default
          .replace('./dist/', `<rootDir>/packages/${name.split('/')[1]}/src/`)
          .replace(/\.js$/, '.ts'),
      ]),
  ),
);

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['packages', 'examples'].map((dir) => join(root, dir)).filter((dir) => existsSync(dir)),
  testMatch: ['**/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.*/dist/', '<rootDir>/.stryker-tmp/'],
  setupFiles: ['<rootDir>/.workspace/jest-setup.js'],
  extensionsToTreatAsEsm: ['.ts'],
  maxWorkers: '100%',
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', ...sources },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  collectCoverageFrom: ['packages/*/src/**/*.ts', 'examples/*/src/**/*.ts'],
  coverageProvider: 'v8',
};
