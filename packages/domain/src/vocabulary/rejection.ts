import type { Rejection } from '@partner-incentives/event-sourcing';

/** A refusal of the domain: the fact that blocks, by rule, and who can remove it (user ids). */
export type Refusal<Tag extends string, Facts = unknown> = Rejection & {
  readonly _tag: Tag;
} & Facts;

export const refusal = <Tag extends string, Facts extends object>(
  _tag: Tag,
  rule: string,
  fixableBy: ReadonlyArray<string>,
  facts: Facts,
): Refusal<Tag, Facts> => ({ ...facts, _tag, rule, fixableBy });
