import { randomUUID } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import { chainSeed, encodeWith, prepareEvents } from '../../src/index.js';
import type { CommandHandler, EventStore, StreamName } from '../../src/index.js';
import { aggregateFor, codec, foldOf, on, recordedIn, type Purses } from './purses.js';

export type Bug =
  | 'reloads before retrying'
  | 'writes its decision wherever the stream is by now'
  | 'trusts its cache of facts';

/** How a handler would be written in an hour, with one bug: the tests of the real one must find it. */
export const naiveHandler = (store: EventStore, bug: Bug): CommandHandler<Purses> => {
  const facts = new Map<StreamName, Awaited<ReturnType<typeof load>>>();

  const load = async (stream: StreamName) => {
    const fold = foldOf(stream.split('-')[0] ?? '');
    const loaded = { state: fold.initial, revision: -1, ids: new Set<string>() };
    for (const recorded of await recordedIn(store, stream)) {
      const decoded = codec.decode(recorded);
      if (decoded._tag !== 'Event') throw new Error(decoded._tag);
      loaded.state = fold.evolve(loaded.state, codec.event(decoded, on(1)));
      loaded.revision = recorded.revision;
      loaded.ids.add((recorded.metadata as { commandId: string }).commandId);
    }
    return loaded;
  };

  const fact = async (stream: StreamName) => {
    const known = bug === 'trusts its cache of facts' ? facts.get(stream) : undefined;
    const loaded = known ?? (await load(stream));
    facts.set(stream, loaded);
    return loaded;
  };

  const handle: CommandHandler<Purses> = async (envelope, context) => {
    const aggregate = aggregateFor(envelope.command);
    const stream = aggregate.stream(envelope.command);
    const { state, revision, ids } = await load(stream);
    if (bug !== 'reloads before retrying' && ids.has(envelope.commandId)) {
      return E.right({ stream, events: [], repeated: true });
    }
    const query = aggregate.facts(envelope, state, context);
    const basis = [];
    let asked = query.next([]);
    while (asked.done !== true) {
      const answers = [];
      for (const reference of asked.value) {
        const answer = await fact(reference.stream);
        answers.push(answer.state);
        basis.push({ stream: reference.stream, revision: answer.revision });
      }
      asked = query.next(answers);
    }
    const decided = aggregate.decide(envelope, state, asked.value);
    if (E.isLeft(decided)) return decided;
    const [first, ...rest] = decided.right;
    if (first === undefined) return E.right({ stream, events: [], repeated: false });
    const { toAppend, stored } = prepareEvents(
      stream,
      { revision, lastHash: chainSeed(stream) },
      [first, ...rest],
      {
        envelope,
        commandHash: randomUUID(),
        account: undefined,
        basis,
        policyVersion: undefined,
        recordedAt: on(28),
        chain: true,
      },
      encodeWith(codec),
    );
    // Ids of their own for each attempt: nothing recognises them.
    const [head, ...tail] = toAppend.map((event) => ({ ...event, id: randomUUID() }));
    if (head === undefined) throw new Error('never');
    let appended = await store.append(stream, revision, [head, ...tail])();
    if (bug === 'writes its decision wherever the stream is by now') {
      while (E.isLeft(appended) && appended.left._tag === 'RevisionConflict') {
        appended = await store.append(stream, appended.left.actual, [head, ...tail])();
      }
    }
    if (E.isRight(appended)) return E.right({ stream, events: stored, repeated: false });
    return appended.left._tag === 'RevisionConflict' ||
      (appended.left._tag === 'OutcomeUnknown' && bug === 'reloads before retrying')
      ? handle(envelope, context)
      : E.left(appended.left);
  };
  return handle;
};
