/** What is stored or folded is JSON and nothing else: a key without a value would not come back. */
export const mustBePlain = (value: unknown): void => {
  if (value !== undefined && !isPlain(value)) throw new Error('not plain JSON: a key has no value');
};

const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every(isPlain)
    : value !== undefined;
