import type { RpcError } from '../wire/rpc-error.js';

/** The calls a fault can be planned for. `subscribe` is a subscription to a stream or to all. */
export type Rpc =
  'append' | 'batchAppend' | 'read' | 'readAll' | 'subscribe' | 'delete' | 'features' | 'gossip';

/**
 * How far a call has come. `on arrival`: nothing was done yet. `after the write`: the events have their place in the
 * log, and will be committed. `after the commit`: readers see them, the answer would be sent now. `in the answer`: its
 * head is sent. A number: so many events of a read or subscription are sent.
 */
export type Moment =
  'on arrival' | 'after the write' | 'after the commit' | 'in the answer' | number;

/** What a fault can do to the call it strikes. */
export interface Victim {
  /** Destroys the call's connection, after what was sent before. */
  readonly cut: () => void;
  /** Ends the answer as if all were said. */
  readonly end: () => void;
  /** Answers with bytes that are no message. */
  readonly garble: () => void;
}

export type Deed =
  | { readonly kind: 'fail'; readonly error: () => RpcError }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  | { readonly kind: 'hang' | keyof Victim };

export interface Fault {
  readonly at: Moment;
  readonly deed: Deed;
}

/** Does it. Settles only if the call goes on; rejects with the error it fails with. */
export const strike = async (deed: Deed, victim: Victim): Promise<void> => {
  switch (deed.kind) {
    case 'fail':
      throw deed.error();
    case 'delay':
      return new Promise((resolve) => {
        setTimeout(resolve, deed.milliseconds).unref();
      });
    case 'hang':
      return forEver();
    case 'cut':
    case 'end':
    case 'garble':
      victim[deed.kind]();
      return forEver();
  }
};

const forEver = (): Promise<never> => new Promise(() => undefined);
