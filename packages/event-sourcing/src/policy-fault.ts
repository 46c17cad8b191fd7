import { whyUndecodable, type Undecodable } from './codec/index.js';
import type { HandlingFault } from './handling.js';

/** A reaction could not be carried out, or caused itself for ever. The event stays due. */
export class PolicyFault extends Error {
  override readonly name = 'PolicyFault';
  constructor(
    readonly policy: string,
    readonly fault:
      HandlingFault | { readonly _tag: 'ChainTooDeep'; readonly most: number } | UnreadableEvent,
  ) {
    super(fault._tag === 'UnreadableEvent' ? sayingOf(fault) : `${policy}: ${fault._tag}`);
  }
}

/** What comes of an event that nobody can read is not known: nothing after it is reacted to either. */
export interface UnreadableEvent {
  readonly _tag: 'UnreadableEvent';
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly why: Undecodable;
}

const sayingOf = ({ stream, revision, type, why }: UnreadableEvent): string =>
  `Event ${String(revision)} (${type}) of ${stream} cannot be read, so nothing is reacted to: ${whyUndecodable(why)}`;
