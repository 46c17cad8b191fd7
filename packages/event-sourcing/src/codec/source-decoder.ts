import * as make from './combinators.js';
import { hasUnknownKey, isObject, rejected, type Decoder } from './decoder.js';
import { objectSource, type FieldSource } from './object-source.js';
import { mayAcceptUndefined, type Field, type Shape, type UnionShape } from './shape.js';
import { tagOf } from './tag-of.js';

/**
 * Runs a shape by JavaScript written for it: what engines do best. Only text that this file writes gets into the
 * source; keys and literals go in as JSON, everything else as a constant. Throws where the platform forbids it.
 */
export const sourceDecoder = (shape: Shape, closed: boolean): Decoder => {
  const constants: unknown[] = [];
  const lines: string[] = ["'use strict';"];
  const recursions = new Map<string, Map<Shape, string>>();
  let count = 0;

  const constant = (value: unknown): string => {
    const known = constants.indexOf(value);
    return `c${known >= 0 ? known : constants.push(value) - 1}`;
  };
  const R = constant(rejected);
  const define = (body: string): string => {
    const name = `d${count++}`;
    lines.push(`function ${name}(v){${body}}`);
    return name;
  };
  // Parts are called through a function: a recursive one may not be there yet.
  const combine = (combinator: unknown, ...parts: ReadonlyArray<string>): string => {
    const name = `d${count++}`;
    lines.push(`const ${name}=${constant(combinator)}(${parts.join(',')});`);
    return name;
  };

  /** The condition under which a value is accepted as it came; none if it is made anew. */
  const test = (of: Shape, x: string): string | undefined => {
    switch (of.kind) {
      case 'Primitive':
        return of.type === 'null' ? `${x}===null` : `typeof ${x}==='${of.type}'`;
      case 'Literal':
        return `${x}===${literal(of.value)}`;
      case 'OneOf':
        return `${constant(of.values)}.has(${x})`;
      case 'Refined': {
        const inner = test(of.of, x);
        return inner && `(${inner}&&${constant(of.predicate)}(${x}))`;
      }
      case 'Union': {
        const tests = of.members.map((member) => test(member, x));
        return tests.every((text) => text !== undefined) ? `(${tests.join('||')})` : undefined;
      }
      case 'Json':
      case 'Object':
      case 'Record':
      case 'Array':
      case 'Tuple':
      case 'Optional':
      case 'All':
      case 'Recursive':
      case 'Custom':
        return undefined;
    }
  };
  const literal = (value: string | number | boolean): string =>
    typeof value === 'number' ? constant(value) : JSON.stringify(value);

  /** The name of a function that decodes. `level` as in `closureDecoder`. */
  const decoder = (of: Shape, level = closed): string => {
    const condition = test(of, 'v');
    if (condition !== undefined) return define(`return ${condition}?v:${R}`);
    switch (of.kind) {
      case 'Object':
        return define(object(of.fields, level));
      case 'Array':
        return define(array(of.item));
      case 'Union':
        return define(union(of, level));
      case 'Refined':
        return define(
          `const f=${decoder(of.of, level)}(v);return f!==${R}&&${constant(of.predicate)}(f)?f:${R}`,
        );
      case 'Record':
        return combine(make.record, late(decoder(of.key)), late(decoder(of.value)), String(level));
      case 'Tuple':
        return combine(make.tuple, list(of.items.map((item) => decoder(item))), String(closed));
      case 'Optional':
        return combine(make.optional, late(decoder(of.of, level)));
      case 'All':
        return combine(make.all, list(of.parts.map((part) => decoder(part, false))), String(level));
      case 'Json':
        return constant(make.json(of.only, closed));
      case 'Custom':
        return constant(make.custom(of.codec, closed));
      case 'Recursive':
        return recursive(of, level);
      case 'Literal':
        return constant(make.literal(of.value));
      case 'Primitive':
        return constant(make.primitive(of.type));
      case 'OneOf':
        return constant(make.oneOf(of.values));
    }
  };

  const object = (fields: ReadonlyArray<Field>, level: boolean): string => {
    const known = level ? constant(new Set(fields.map(({ key }) => key))) : undefined;
    const isUnknown = known && `${constant(hasUnknownKey)}(v,${known})`;
    return objectSource(fields.map(field), R, isUnknown);
  };

  const field = ({ key, shape: of }: Field): FieldSource => {
    const inner = of.kind === 'Optional' && !mayAcceptUndefined(of.of) ? of.of : of;
    const condition = (x: string): string | undefined => test(inner, x);
    return {
      key,
      mayBeAbsent: mayAcceptUndefined(of),
      skipsUndefined: inner !== of,
      ...(condition('v') === undefined ? { decoder: decoder(inner) } : { condition }),
    };
  };

  const array = (item: Shape): string => {
    const condition = test(item, 'x');
    const step =
      condition === undefined
        ? `const x=${decoder(item)}(v[i]);if(x===${R})return ${R};`
        : `const x=v[i];if(!(${condition}))return ${R};`;
    return `if(!Array.isArray(v))return ${R};const r=[];for(let i=0;i<v.length;i++){${step}r.push(x)}return r`;
  };

  const union = (of: UnionShape, level: boolean): string => {
    const firstOf = (members: ReadonlyArray<Shape>): string => {
      const names = members.map((member) => decoder(member, level));
      const last = names.at(-1);
      const tries = names.slice(0, -1).map((name) => `r=${name}(v);if(r!==${R})return r;`);
      return last === undefined
        ? `return ${R};`
        : `${tries.length > 0 ? 'let r;' : ''}${tries.join('')}return ${last}(v);`;
    };
    const tag = tagOf(of);
    if (tag === undefined) return firstOf(of.members);
    const cases = [...tag.members].map(
      ([value, members]) =>
        `case ${typeof value === 'string' ? JSON.stringify(value) : constant(value)}:{${firstOf(members)}}`,
    );
    return (
      `if(!${constant(isObject)}(v)){${firstOf(tag.others)}}` +
      `switch(v[${JSON.stringify(tag.key)}]){${cases.join('')}default:return ${R}}`
    );
  };

  const recursive = (of: Shape & { readonly kind: 'Recursive' }, level: boolean): string => {
    const names = recursions.get(String(level)) ?? new Map<Shape, string>();
    recursions.set(String(level), names);
    const known = names.get(of);
    if (known !== undefined) return known;
    const name = `d${count++}`;
    names.set(of, name);
    lines.push(`function ${name}(v){return ${decoder(of.resolve(), level)}(v)}`);
    return name;
  };

  const root = decoder(shape);
  const names = constants.map((_, index) => `c${index}`);
  const body = `${lines.join('\n')}\nreturn ${root};`;
  const build = Reflect.construct(Function, [...names, body]) as Build;
  return build(...constants);
};

type Build = (...constants: ReadonlyArray<unknown>) => Decoder;

const late = (name: string): string => `(v)=>${name}(v)`;
const list = (names: ReadonlyArray<string>): string => `[${names.map(late).join(',')}]`;
