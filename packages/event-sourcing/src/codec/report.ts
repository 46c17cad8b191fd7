import type * as t from 'io-ts';
import { isObject } from './decoder.js';
import { expectation } from './expectation.js';
import { cut, preview, quote } from './preview.js';
import { shapeOf } from './shape-of.js';
import { tagOf, tagsOf, type Tag } from './tag-of.js';
import { tagNameOf, unwrapped, type AnyDecoder } from './unwrapped.js';

/** One thing wrong with a value. */
export interface Finding {
  /** E.g. `command.bank[0].payingEntity`; empty for the value itself. */
  readonly path: string;
  readonly expected: string;
  /** The type of what came and at most 60 characters of it, e.g. `string "twelve"`; `nothing` where it is missing. */
  readonly actual: string;
}

const most = 20;

/**
 * What io-ts's errors mean: at most 20 findings, one a path, in the order of the errors. Of a union whose objects are
 * told apart by a literal field, only what the matching member says. Never throws, whatever came.
 */
export const report = (errors: t.Errors): ReadonlyArray<Finding> => {
  const byPath = new Map<string, { expected: Set<string>; value: unknown }>();
  for (const error of errors) {
    const found = attempt(error);
    if (found === undefined) continue;
    const known = byPath.get(found.path);
    if (known !== undefined) known.expected.add(found.expected);
    else byPath.set(found.path, { expected: new Set([found.expected]), value: found.value });
    if (byPath.size > most) break;
  }
  return [...byPath].slice(0, most).map(([path, { expected, value }]) => ({
    path: cut(path, 200),
    expected: cut([...expected].join(' or '), 200),
    actual: preview(value),
  }));
};

interface Found {
  readonly path: string;
  readonly expected: string;
  readonly value: unknown;
}

const attempt = (error: t.ValidationError): Found | undefined => {
  try {
    return find(error);
  } catch {
    return { path: '', expected: 'a readable value', value: error.value };
  }
};

const find = ({ context, message, value }: t.ValidationError): Found | undefined => {
  let path = '';
  for (const [index, entry] of context.entries()) {
    const parent = context[index - 1];
    if (parent !== undefined && !isChoice(parent.type)) path += step(entry.key, path);
    const tag = tagOfUnion(entry.type);
    if (tag === undefined || !isObject(entry.actual)) continue;
    const tagged = entry.actual[tag.key];
    if (!tag.members.has(tagged)) {
      return { path: path + step(tag.key, path), expected: valuesOf(tag), value: tagged };
    }
    const member = context[index + 1];
    if (member !== undefined && !accepts(member.type, tag.key, tagged)) return undefined;
  }
  const last = context.at(-1);
  return { path, expected: message ?? (last ? expectation(last.type) : 'another value'), value };
};

// The context of a union or an intersection goes on with the number of the member, which is no part of a path.
const isChoice = (codec: AnyDecoder): boolean =>
  ['UnionType', 'IntersectionType'].includes(String(tagNameOf(unwrapped(codec))));

const tagOfUnion = (codec: AnyDecoder): Tag | undefined => {
  const inner = unwrapped(codec);
  if (!isMixed(inner) || tagNameOf(inner) !== 'UnionType') return undefined;
  const shape = shapeOf(inner);
  return shape.kind === 'Union' ? tagOf(shape) : undefined;
};

const accepts = (member: AnyDecoder, key: string, value: unknown): boolean => {
  if (!isMixed(member)) return false;
  const shape = shapeOf(member);
  const choices = shape.kind === 'Union' ? shape.members : [shape];
  return choices.some((choice) => tagsOf(choice).get(key)?.includes(value));
};

const isMixed = (codec: AnyDecoder): codec is t.Mixed => 'encode' in codec;

const valuesOf = (tag: Tag): string =>
  [...tag.members.keys()].map((value) => JSON.stringify(value)).join(' | ');

const step = (key: string, path: string): string => {
  if (/^\d{1,9}$/.test(key)) return `[${key}]`;
  if (!/^[\w$-]{1,60}$/.test(key)) return `[${quote(key)}]`;
  return path === '' ? key : `.${key}`;
};
