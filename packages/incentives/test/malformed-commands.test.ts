import { describe, expect, test } from '@jest/globals';
import type { CommandJson } from '@partner-incentives/domain';
import fc from 'fast-check';
import * as E from 'fp-ts/lib/Either.js';
import {
  addUser,
  associateTenant,
  everythingIn,
  grantRole,
  registerAccount,
  registerLocation,
  wired,
} from './contoso.js';

const valid: ReadonlyArray<CommandJson> = [
  associateTenant,
  registerAccount,
  registerLocation,
  addUser('anna'),
  grantRole('anna'),
  {
    type: 'DefineProgram',
    programId: 'IR',
    name: 'Indirect Reseller',
    criteria: [
      { kind: 'ActiveAgreement', agreement: 'MpnAgreement' },
      { kind: 'Designation', min: 1 },
    ],
    payoutRules: { paymentMethods: [], currencies: ['EUR'], payingEntities: [], taxForms: [] },
  },
  { type: 'ScheduleTerm', programId: 'IR', fy: 2024 },
  { type: 'CloseLocation', pla: 'UK' },
];
const envelopeOf = (command: CommandJson) => ({
  commandId: 'c1',
  actor: 'gina',
  at: '2023-08-01T00:00:00.000Z',
  expectedRevision: 0,
  command,
});

type Path = ReadonlyArray<string>;

/** The paths of everything in a value that is of a kind. */
const pathsIn = (value: unknown, keep: (value: unknown) => boolean, at: Path = []): Path[] => [
  ...(keep(value) ? [at] : []),
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, member]) => pathsIn(member, keep, [...at, key]))
    : []),
];

/** A copy in which one place is another; by definition, so that `__proto__` is a key like any. */
const withAt = (value: unknown, [key, ...rest]: Path, make: (was: unknown) => unknown): unknown => {
  if (key === undefined) return make(value);
  const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  const was: unknown = Reflect.get(copy, key);
  Object.defineProperty(copy, key, {
    value: withAt(was, rest, make),
    enumerable: true,
    configurable: true,
    writable: true,
  });
  return copy;
};

const cyclic = (): unknown => {
  const cycle: Record<string, unknown> = {};
  cycle['again'] = cycle;
  return cycle;
};
const throwing = (): unknown =>
  new Proxy(
    {},
    {
      get: () => {
        throw new Error('hands off');
      },
      ownKeys: () => {
        throw new Error('hands off');
      },
    },
  );
const revoked = (): unknown => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};

/** What is right nowhere in a command. */
const hostile = fc.oneof(
  fc.constantFrom<() => unknown>(
    () => null,
    () => Number.NaN,
    () => Number.POSITIVE_INFINITY,
    () => -1.5,
    () => 1e300,
    () => 10n,
    () => Symbol('s'),
    () => () => 1,
    () => new Date(0),
    () => new Map(),
    () => '',
    () => 'x'.repeat(1_000_000),
    () => '\uD800',
    () => 'a\u0000b',
    () => [[[[[]]]]],
    () => ({ toString: () => 'gina' }),
    cyclic,
    throwing,
    revoked,
  ),
);

/** What is right in no id and at no instant. */
const noId = fc.constantFrom<() => unknown>(
  () => 'ines_',
  () => '../../etc',
  () => 'purse-a b',
  () => ' leading',
  () => 'x'.repeat(129),
  () => 'Ünes',
  () => '2023-02-30T00:00:00.000Z!',
  () => 'system:',
);
const ids = new Set(['commandId', 'actor', 'at', 'pga', 'pla', 'userId', 'tenantId', 'programId']);

const nested = (depth: number): unknown => {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = { value };
  return value;
};

const surplus = fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'isAdmin', '');

/** A command of ours that somebody broke in one place. */
const broken: fc.Arbitrary<() => unknown> = fc
  .constantFrom(...valid.map(envelopeOf))
  .chain((envelope) => {
    const places = pathsIn(envelope, (value) => typeof value !== 'object');
    const objects = pathsIn(
      envelope,
      (value) => typeof value === 'object' && !Array.isArray(value),
    );
    const required = places.filter(
      ([key, inner]) =>
        key !== 'commandId' && key !== 'at' && key !== 'expectedRevision' && inner !== 'language',
    );
    const place = fc.constantFrom(...places);
    const addresses = places.filter((at) => ids.has(at.at(-1) ?? ''));
    return fc.oneof(
      fc.tuple(fc.constantFrom(...addresses), noId).map(
        ([at, make]) =>
          () =>
            withAt(envelope, at, make),
      ),
      fc.tuple(place, hostile).map(
        ([at, make]) =>
          () =>
            withAt(envelope, at, make),
      ),
      fc.tuple(fc.constantFrom(...objects.filter((at) => at.length > 0)), hostile).map(
        ([at, make]) =>
          () =>
            withAt(envelope, at, make),
      ),
      fc
        .tuple(fc.constantFrom(...objects), surplus, fc.constantFrom({ isAdmin: true }, 1, 'x'))
        .map(
          ([at, key, value]) =>
            () =>
              withAt(envelope, [...at, key], () => value),
        ),
      fc.constantFrom(...required).map((at) => () => withAt(envelope, at, () => undefined)),
      place.map((at) => () => {
        const copy = withAt(envelope, at, () => undefined);
        const parent = at
          .slice(0, -1)
          .reduce<object>((of, key) => Reflect.get(of, key) as object, copy as object);
        Object.defineProperty(parent, at.at(-1) ?? '', {
          enumerable: true,
          get: () => {
            throw new Error('hands off');
          },
        });
        return copy;
      }),
      fc.constant(() => withAt(envelope, ['command'], () => nested(10_000))),
    );
  });

const anything = fc.oneof(
  hostile,
  fc
    .anything({ withBigInt: true, withNullPrototype: true, withMap: true })
    .map((value) => () => value),
  fc.json().map((text) => (): unknown => JSON.parse(text)),
);

describe('malformed commands (issue §7)', () => {
  test('given a thousand, then a typed answer each, never a throw, nothing written, nothing polluted', async () => {
    const prototype = Object.getOwnPropertyNames(Object.prototype).join();
    const { store, execute, directory } = wired();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(fc.oneof({ weight: 4, arbitrary: broken }, anything), async (make) => {
        count += 1;
        const answer = await execute(make() as never);
        expect(E.isLeft(answer) && answer.left._tag).toBe('MalformedCommand');
        // Plain data, to be logged or sent on as it is.
        if (E.isLeft(answer)) expect(JSON.stringify(answer.left).length).toBeLessThan(20_000);
      }),
      { numRuns: 1000 },
    );
    expect(count).toBeGreaterThanOrEqual(1000);
    expect(await everythingIn(store)).toEqual([]);
    expect(await directory.lookUp('anna')).toBeUndefined();
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(prototype);
    expect('isAdmin' in {}).toBe(false);
  }, 60_000);

  test('given the commands that were broken above, unbroken, then none is malformed', async () => {
    const { execute } = wired();
    for (const [n, command] of valid.entries()) {
      const answer = await execute({ ...envelopeOf(command), commandId: `v${String(n)}` });
      expect(E.isLeft(answer) && answer.left._tag).not.toBe('MalformedCommand');
    }
  });

  test('given JSON text with __proto__ in it, then it says where', async () => {
    const text = JSON.stringify(envelopeOf(associateTenant)).replace(
      '"tenantId"',
      '"__proto__":{"isAdmin":true},"tenantId"',
    );
    expect(await wired().execute(JSON.parse(text) as never)).toMatchObject({
      left: { _tag: 'MalformedCommand', problems: [{ path: 'command.__proto__' }] },
    });
  });
});
