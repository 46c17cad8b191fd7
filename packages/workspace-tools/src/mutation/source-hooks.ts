// Module hooks for a plain Node: TypeScript sources as they are, ours by their front doors, Jest's globals in small.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';

interface Resolved {
  readonly url: string;
  readonly shortCircuit?: boolean;
}

interface Loaded {
  readonly format: string;
  readonly source: string;
  readonly shortCircuit: boolean;
}

export const resolve = async (
  specifier: string,
  context: { readonly parentURL?: string },
  next: (specifier: string, context: object) => Promise<Resolved>,
): Promise<Resolved> => {
  const source = sourceOf(specifier, context.parentURL ?? '');
  return source === undefined ? next(specifier, context) : { url: source, shortCircuit: true };
};

export const load = async (
  url: string,
  context: object,
  next: (url: string, context: object) => Promise<Loaded>,
): Promise<Loaded> => {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = transformSync(readFileSync(fileURLToPath(url), 'utf8'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
    module: { type: 'es6' },
    sourceMaps: false,
  });
  return { format: 'module', source: code, shortCircuit: true };
};

const sourceOf = (specifier: string, parent: string): string | undefined => {
  if (specifier === '@jest/globals') return new URL('jest-globals.js', import.meta.url).href;
  const [, name, door] = /^@partner-incentives\/([^/]+)(?:\/(.+))?$/.exec(specifier) ?? [];
  if (name !== undefined) {
    const src = `${parent.slice(0, parent.lastIndexOf('/packages/'))}/packages/${name}/src/`;
    return [`${door ?? 'index'}.ts`, `${door ?? '.'}/index.ts`]
      .map((file) => new URL(file, src).href)
      .find((candidate) => existsSync(fileURLToPath(candidate)));
  }
  return parent.endsWith('.ts') && specifier.startsWith('.')
    ? new URL(specifier.replace(/\.js$/, '.ts'), parent).href
    : undefined;
};
