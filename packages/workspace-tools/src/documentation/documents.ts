import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { blocksOf, type Block } from './blocks-of.js';

/** A Markdown file of the workspace and its blocks. */
export interface Document {
  readonly file: string;
  readonly blocks: ReadonlyArray<Block>;
}

/** The README, the guides below docs, and the READMEs of packages and examples. */
export const documents = (root: string): ReadonlyArray<Document> =>
  ['README.md', ...markdownBelow(root, 'docs'), ...readmes(root)]
    .filter((file) => existsSync(join(root, file)))
    .map((file) => ({ file, blocks: blocksOf(readFileSync(join(root, file), 'utf8')) }));

const markdownBelow = (root: string, folder: string): ReadonlyArray<string> =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.md') && !name.split(/[\\/]/).includes('node_modules'))
        .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
        .toSorted()
    : [];

const readmes = (root: string): ReadonlyArray<string> =>
  ['packages', 'examples']
    .filter((group) => existsSync(join(root, group)))
    .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
    .flatMap((dir) => [`${dir}/README.md`, ...markdownBelow(root, `${dir}/src`)]);
