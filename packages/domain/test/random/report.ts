import * as E from 'fp-ts/lib/Either.js';
import type { Both, Moment } from './both.js';

/** What was told as a journal that a person can play, each line with what the domain said. */
export const journalOf = ({ told }: Both): string =>
  told
    .map((line) => ('policy' in line ? JSON.stringify({ policy: line.policy }) : lineOf(line)))
    .join('\n');

/** A reaction has no line of its own in a journal: it is marked, and follows there from its cause. */
const lineOf = ({ ask, handled: { decision } }: Moment): string => {
  const { at, actor, command, commandId, reaction } = ask;
  const expect = E.isLeft(decision) ? decision.left._tag : decision.right.map(({ type }) => type);
  const line = JSON.stringify({ at, actor, command, commandId, expect });
  return reaction === true ? `# reaction: ${line}` : line;
};

/** Where they part, and how to get there. */
export const reportOf = (both: Both): string | undefined =>
  both.difference &&
  [
    `The domain and the model part on ${both.difference.about}.`,
    `domain: ${JSON.stringify(both.difference.domain)}`,
    `model:  ${JSON.stringify(both.difference.model)}`,
    'The journal, each line with what the domain said:',
    journalOf(both),
  ].join('\n');
