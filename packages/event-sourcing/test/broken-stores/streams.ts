/** What the planted bugs do to streams of events and messages. */
export async function* each<From, To>(
  items: AsyncIterable<From>,
  change: (item: From) => ReadonlyArray<To>,
): AsyncGenerator<To, undefined> {
  for await (const item of items) yield* change(item);
  return undefined;
}

/** Something of its own before the first item, if there is one. */
export async function* preceded<Item>(
  by: ReadonlyArray<Item>,
  items: AsyncIterable<Item>,
): AsyncGenerator<Item, undefined> {
  let said = false;
  for await (const item of items) {
    if (!said) yield* by;
    said = true;
    yield item;
  }
  return undefined;
}

export const toArray = async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const array: Item[] = [];
  for await (const item of items) array.push(item);
  return array;
};
