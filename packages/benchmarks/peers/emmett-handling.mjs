/** Calls back behind each batch, when its transaction is over. */
export const afterEachBatch = (processor, tell) => {
  const { handle } = processor;
  processor.handle = async (batch, context) => {
    const answer = await handle(batch, context);
    tell(batch.messages ?? batch);
    return answer;
  };
};
