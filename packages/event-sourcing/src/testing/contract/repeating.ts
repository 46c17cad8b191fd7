import assert from 'node:assert/strict';
import * as E from 'fp-ts/lib/Either.js';
import type { NewEvent } from '../../envelope.js';
import { NoStream } from '../../event-store.js';
import type { StreamName } from '../../stream-name.js';
import { clause, type ContractClause } from './clause.js';
import { ids, newEvent, newEvents } from './new-event.js';

export const repeating: ReadonlyArray<ContractClause> = [
  clause(
    'an append repeated at its revision is answered as before and written once',
    async (trial) => {
      const client = await trial.open();
      const stream = trial.stream('repeated');
      const [first, second] = [newEvents(3), newEvents(2)];
      const repeat = async (expected: number, events: typeof first, revision: number) => {
        const answer = await client.append(stream, expected, events);
        assert.ok(E.isRight(answer), `repeated: ${JSON.stringify(answer)}`);
        assert.deepEqual(answer.right, { revision }, 'where they stand, and that they stood there');
      };
      await client.write(stream, NoStream, first);
      await repeat(NoStream, first, 2);
      await client.write(stream, 2, second);
      await client.write(stream, 4, newEvents(1));
      await repeat(NoStream, first, 2);
      await repeat(2, second, 4);
      await repeat(NoStream, [first[0]], 0);
      assert.deepEqual(ids(await client.read(stream)).slice(0, 5), ids([...first, ...second]));
      assert.equal((await client.read(stream)).length, 6);
    },
  ),

  clause('other events at a revision that has passed are a conflict', async (trial) => {
    const client = await trial.open();
    const stream = trial.stream('passed');
    const [a, b, c, d] = [newEvent(), newEvent(), newEvent(), newEvent()];
    const refused = async (
      name: StreamName,
      expected: number,
      events: readonly [NewEvent, ...NewEvent[]],
    ) => {
      const answer = await client.append(name, expected, events);
      assert.equal(E.isLeft(answer) && answer.left._tag, 'RevisionConflict');
    };
    await client.write(stream, NoStream, [a, b, c]);
    await client.write(stream, 2, newEvents(2));
    await refused(stream, 2, [a, b, c]);
    await refused(stream, 3, [a]);
    await refused(stream, NoStream, [b, c]);
    await refused(stream, NoStream, [b, a, c]);
    await refused(stream, NoStream, [a, b, c, d]);
    const shorter = trial.stream('shorter');
    const two = newEvents(2);
    await client.write(shorter, NoStream, two);
    await refused(shorter, NoStream, [...two, newEvent()]);
  }),
];
