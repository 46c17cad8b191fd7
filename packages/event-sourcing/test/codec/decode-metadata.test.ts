import { describe, expect, test } from '@jest/globals';
import { left, right } from 'fp-ts/lib/Either.js';
import { decodeMetadata, decodeRefusal } from '../../src/codec/index.js';

const metadata = {
  effectiveAt: '2024-03-04T10:00:00.000Z',
  recordedAt: '2024-03-04T10:00:01.000Z',
  commandId: 'c1',
  commandHash: 'ab',
  actor: { kind: 'user', id: 'ines' },
  correlationId: 'c1',
  basis: [{ stream: 'program-IR', revision: -1, asOf: '2024-07-01T00:00:00.000Z' }],
  chain: 'cd',
};

describe('what is recorded about an event', () => {
  test('is read without what others added to it', () => {
    const stored = { ...metadata, account: 'PGA', $correlationId: 'c1' };
    expect(decodeMetadata(stored)).toEqual(right({ ...metadata, account: 'PGA' }));
  });

  test.each([
    ['effectiveAt', '2024-03-04', 'an instant'],
    ['effectiveAt', '2024-03-04T10:00:00Z', 'an instant'],
    ['actor.kind', 'robot', '"user" | "system"'],
    ['basis[0].revision', 0.5, 'a revision'],
  ])('is unreadable when %s is %p', (path, value, expected) => {
    const broken: unknown = JSON.parse(JSON.stringify(metadata), (key, old: unknown) =>
      path.endsWith(key) && key !== '' && typeof old !== 'object' ? value : old,
    );
    expect(decodeMetadata(broken)).toMatchObject(left([{ path, expected }]));
  });

  test('is unreadable when there is none', () => {
    expect(decodeMetadata(null)).toMatchObject(left([{ path: '', actual: 'null' }]));
  });
});

describe('a recorded refusal', () => {
  const rejection = { _tag: 'NotYet', rule: 'E-01', fixableBy: ['ines'], until: '2024-07-01' };
  const recorded = {
    type: 'CommandRefused',
    data: { commandType: 'Submit', stream: 's-1', rejection },
    metadata,
    position: '1',
  };

  test('is read with all of its facts, and the hash of the command', () => {
    expect(decodeRefusal(recorded)).toEqual({ hash: 'ab', rejection });
  });

  test('is none when the event tells of none', () => {
    expect(decodeRefusal({ ...recorded, type: 'Submitted' })).toBeUndefined();
    expect(decodeRefusal({ ...recorded, data: { rejection: { _tag: 'NotYet' } } })).toBeUndefined();
  });
});
