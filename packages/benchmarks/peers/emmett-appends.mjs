/** Appends enrollments to one of Emmett's stores, at the end that is given. */
export const appendTo = (store) => async (location, revision, events) => {
  await store.appendToStream(
    `enrollment-${location}`,
    events.map(({ type, data, metadata }) => ({ type, data, metadata })),
    {
      expectedStreamVersion: revision === 0 ? 'STREAM_DOES_NOT_EXIST' : BigInt(revision),
    },
  );
};
