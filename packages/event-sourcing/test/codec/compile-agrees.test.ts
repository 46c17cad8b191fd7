import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLeft, isRight, type Either } from 'fp-ts/lib/Either.js';
import type * as t from 'io-ts';
import { compile, report } from '../../src/codec/index.js';
import { fickle, hostile } from './hostile.js';
import { atNode, mutated, mutation, namesProto, plain } from './mutation.js';
import { randomCodec } from './random-codec.js';
import type { Sample } from './sample.js';

const strategies = ['source', 'closures'] as const;

const valid = randomCodec.chain((sample) => fc.tuple(fc.constant(sample), sample.valid));
const nearValid = fc
  .tuple(valid, fc.array(mutation, { minLength: 1, maxLength: 2 }))
  .map(([[sample, value], changes]) => [sample, changes.reduce(mutated, value)] as const);
const arbitrary = fc.tuple(randomCodec, fc.jsonValue());

const summary = (answer: Either<t.Errors, unknown>): unknown =>
  isRight(answer) ? { accepted: plain(answer.right) } : 'refused';

const agrees = (
  [{ codec, strict, closed }, value]: readonly [Sample, unknown],
  strategy: (typeof strategies)[number],
): void => {
  const builtIn = Reflect.ownKeys(Object.prototype);
  const stripping = compile(codec, { strategy }).decode(value);
  expect(summary(stripping)).toEqual(summary(strict.decode(plain(value))));

  const refusing = compile(codec, { strategy, unknownKeys: 'error' }).decode(value);
  if (namesProto(value)) expect(isLeft(refusing)).toBe(true);
  else expect(summary(refusing)).toEqual(summary(closed.decode(value)));
  expect(Reflect.ownKeys(Object.prototype)).toEqual(builtIn);
};

describe.each(strategies)('a compiled decoder (%s) and its io-ts codec', (strategy) => {
  test('agree on valid values', () => {
    fc.assert(
      fc.property(valid, (pair) => agrees(pair, strategy)),
      { numRuns: 150 },
    );
  });

  test('agree on values that one or two changes separate from valid ones', () => {
    fc.assert(
      fc.property(nearValid, (pair) => agrees(pair, strategy)),
      { numRuns: 300 },
    );
  });

  test('agree on any JSON', () => {
    fc.assert(
      fc.property(arbitrary, (pair) => agrees(pair, strategy)),
      { numRuns: 150 },
    );
  });

  test('survive what JSON cannot say, and accept nothing that io-ts refuses', () => {
    const attack = fc.tuple(valid, fc.nat(), hostile);
    fc.assert(
      fc.property(attack, ([[sample, value], node, infect]) => {
        const infected = atNode(value, node, infect);
        for (const unknownKeys of ['strip', 'error'] as const) {
          const answer = compile(sample.codec, { strategy, unknownKeys }).decode(infected);
          if (isLeft(answer)) {
            expect(report(answer.left)).not.toHaveLength(0);
            continue;
          }
          expect(isRight(sample.strict.decode(answer.right))).toBe(true);
          expect(refusedByIoTs(sample.codec, infected)).toBe(false);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('answer what is valid even of a value that changes while it is read', () => {
    fc.assert(
      fc.property(valid, fc.nat(), fickle, ([sample, value], node, infect) => {
        const answer = compile(sample.codec, { strategy }).decode(atNode(value, node, infect));
        if (isRight(answer)) expect(isRight(sample.strict.decode(answer.right))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

const refusedByIoTs = (codec: t.Mixed, value: unknown): boolean => {
  try {
    return isLeft(codec.decode(value));
  } catch {
    return false;
  }
};
