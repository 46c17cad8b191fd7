import { compile, report, type Compiled } from '@partner-incentives/event-sourcing';
import * as E from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import { lineCodecs, type LineKind, type LinePlace } from './journal-line.js';
import { MalformedLine } from './malformed-line.js';

/** A line as its codec reads it. */
export type ParsedLine = {
  readonly [Kind in LineKind]: {
    readonly kind: Kind;
    readonly value: t.TypeOf<(typeof lineCodecs)[Kind]>;
    readonly json: unknown;
  };
}[LineKind];

/** Reads one line; throws `MalformedLine` with the column and what was expected there. */
export const parseLine = (text: string, place: LinePlace): ParsedLine => {
  const tree = parseStrictly(text, place);
  const json: unknown = getNodeValue(tree);
  const kind = kindOf(json);
  if (kind === undefined) {
    throw new MalformedLine(
      place,
      1,
      'an object with one of the keys include, policy, command, due, view',
      tree.type,
    );
  }
  const decoded = decoderOf(kind)(json);
  if (E.isRight(decoded)) return { kind, value: decoded.right, json } as ParsedLine;
  const [finding] = report(decoded.left);
  const { path = '', expected = 'a journal line', actual = 'something else' } = finding ?? {};
  throw new MalformedLine(
    place,
    columnOf(tree, path),
    path === '' ? expected : `${expected} at ${path}`,
    actual,
  );
};

const decoders = new Map<LineKind, Compiled<unknown>['decode']>();

const decoderOf = (kind: LineKind): Compiled<unknown>['decode'] => {
  const known = decoders.get(kind);
  if (known !== undefined) return known;
  const codec: t.Mixed = lineCodecs[kind];
  const { decode } = compile<unknown>(codec, { unknownKeys: 'error' });
  decoders.set(kind, decode);
  return decode;
};

const kindOf = (json: unknown): LineKind | undefined =>
  typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (Object.keys(lineCodecs) as ReadonlyArray<LineKind>).find((key) => Object.hasOwn(json, key))
    : undefined;

/** JSON without comments, trailing commas or a key given twice, which `JSON.parse` would let the last one win. */
const parseStrictly = (text: string, place: LinePlace): Node => {
  const errors: Array<ParseError> = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [error] = errors;
  if (error !== undefined || tree === undefined) {
    const offset = error?.offset ?? 0;
    throw new MalformedLine(
      place,
      offset + 1,
      'JSON',
      error === undefined
        ? 'nothing'
        : `${printParseErrorCode(error.error)} at "${text.slice(offset, offset + 20)}"`,
    );
  }
  const twice = keyGivenTwice(tree);
  if (twice !== undefined) {
    const key = JSON.stringify(getNodeValue(twice));
    throw new MalformedLine(place, twice.offset + 1, 'each key once', `${key} again`);
  }
  return tree;
};

const keyGivenTwice = (node: Node): Node | undefined => {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const [key] = node.type === 'object' ? (child.children ?? []) : [];
    if (key !== undefined) {
      const name: unknown = getNodeValue(key);
      if (seen.has(name)) return key;
      seen.add(name);
    }
    const within = keyGivenTwice(child);
    if (within !== undefined) return within;
  }
  return undefined;
};

/** Where the value at a finding's path stands; where it is missing, the object it is missing from. */
const columnOf = (tree: Node, path: string): number => {
  const steps = [...path.matchAll(/\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|([^.[\]]+)/g)].map(
    ([, index, quoted, name]) => (index === undefined ? (quoted ?? name ?? '') : Number(index)),
  );
  for (let depth = steps.length; depth > 0; depth -= 1) {
    const node = findNodeAtLocation(tree, steps.slice(0, depth));
    if (node !== undefined) return node.offset + 1;
  }
  return tree.offset + 1;
};
