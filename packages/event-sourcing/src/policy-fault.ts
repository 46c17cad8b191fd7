import type { HandlingFault } from './handling.js';

/** A reaction could not be carried out, or caused itself for ever. The event stays due. */
export class PolicyFault extends Error {
  override readonly name = 'PolicyFault';
  constructor(
    readonly policy: string,
    readonly fault:
      | HandlingFault
      | { readonly _tag: 'ChainTooDeep'; readonly most: number }
      | { readonly _tag: 'UnreadableEvent'; readonly stream: string; readonly revision: number },
  ) {
    super(`${policy}: ${fault._tag}`);
  }
}
