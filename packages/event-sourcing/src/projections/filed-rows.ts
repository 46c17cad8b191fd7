import type { Build, FiledRow, KeptRow, ReadStore } from '../read-store/read-store.js';
import type { StreamName } from '../stream-name.js';

/** What rows of a build are found under, as against the values that they have. */
export class FiledRows {
  private readonly right = new Map<StreamName, Set<string>>();
  private readonly wrong = new Map<StreamName, ReadonlyArray<string>>();

  private constructor(
    private readonly readStore: ReadStore,
    private readonly build: Build,
  ) {}

  static async of(
    readStore: ReadStore,
    build: Build,
    isAskedFor: (key: StreamName) => boolean,
  ): Promise<FiledRows> {
    const filed = new FiledRows(readStore, build);
    for await (const entry of entriesOf(readStore, build, undefined, 1_000)) {
      if (isAskedFor(entry.key)) filed.add(entry);
    }
    return filed;
  }

  /** What a key's row is really found under, where that is not what it has. To be asked once a key. */
  async otherwise(
    key: StreamName,
    row: KeptRow | undefined,
  ): Promise<ReadonlyArray<string> | undefined> {
    const wrong = this.wrong.get(key) ?? [];
    this.wrong.delete(key);
    if (row === undefined) return undefined;
    const isWhole = row.values.every((value) => this.right.get(key)?.has(value));
    const found = isWhole ? row.values : await this.foundNow(row);
    return found.length === row.values.length && wrong.length === 0
      ? undefined
      : [...found, ...wrong];
  }

  /** Keys without a row, or with none that has data, that would be found nevertheless. */
  rest(): Iterable<readonly [StreamName, ReadonlyArray<string>]> {
    return this.wrong;
  }

  private add({ value, key, isRight }: FiledRow): void {
    if (!isRight) this.wrong.set(key, [...(this.wrong.get(key) ?? []), value]);
    else if (!this.right.get(key)?.add(value)) this.right.set(key, new Set([value]));
  }

  /** Those of its values that a row is found under; all of them where it has moved on since, and others are to be found. */
  private async foundNow(row: KeptRow): Promise<ReadonlyArray<string>> {
    const { key, values, revision } = row;
    const found: Array<string> = [];
    for (const value of values) if (await this.isFiled(value, key)) found.push(value);
    const now = (await this.readStore.load(this.build, [key])).get(key);
    return now?.revision === revision ? found : values;
  }

  /** Not by asking for all that is under the value: that may be a large part of the rows, and one of them damaged. */
  private async isFiled(value: string, key: StreamName): Promise<boolean> {
    const shortlyBefore = { value, key: key.slice(0, -1) as StreamName };
    for await (const entry of entriesOf(this.readStore, this.build, shortlyBefore, 10)) {
      if (entry.value !== value || entry.key > key) return false;
      if (entry.key === key) return true;
    }
    return false;
  }
}

type Place = Pick<FiledRow, 'value' | 'key'>;

async function* entriesOf(
  readStore: ReadStore,
  build: Build,
  from: Place | undefined,
  pageSize: number,
): AsyncGenerator<FiledRow, void> {
  let after = from;
  for (;;) {
    const page = await readStore.filed(build, after, pageSize);
    yield* page;
    after = page.at(-1);
    if (page.length < pageSize) return;
  }
}
