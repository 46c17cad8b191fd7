declare const instantBrand: unique symbol;

/** An instant in UTC, always written `YYYY-MM-DDTHH:mm:ss.sssZ`, so that text order is time order. */
export type Instant = string & { readonly [instantBrand]: true };
