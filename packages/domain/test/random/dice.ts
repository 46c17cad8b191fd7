/** Choices drawn from one seed, so that a step of a route is kept or dropped as a whole. */
export class Dice {
  constructor(private seed: number) {}

  /** 0 … sides-1. */
  roll(sides: number): number {
    // mulberry32: small, fast, and even enough for dice.
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * sides);
  }

  of<Item>(items: readonly [Item, ...ReadonlyArray<Item>]): Item {
    return items[this.roll(items.length)] ?? items[0];
  }

  /** True once in so many. */
  once(inSoMany: number): boolean {
    return this.roll(inSoMany) === 0;
  }

  weighted<Item>(items: ReadonlyArray<readonly [number, Item]>): Item {
    let rolled = this.roll(items.reduce((sum, [weight]) => sum + weight, 0));
    for (const [weight, item] of items) {
      if (rolled < weight) return item;
      rolled -= weight;
    }
    throw new Error('nothing to choose from');
  }
}
