import type { CommandEnvelope, DomainEvent } from '../decider.js';
import { shown } from './shown.js';

/** What led to a decision. */
export interface Story {
  readonly given: { readonly events: ReadonlyArray<DomainEvent> } | { readonly state: unknown };
  readonly command: CommandEnvelope<{ readonly type: string }>;
}

/** Line by line, the two sides of a disappointment. */
export interface Difference {
  readonly expected: ReadonlyArray<string>;
  readonly got: ReadonlyArray<string>;
}

/** A decision was not as expected. The message tells the scenario, and marks in »« what differs. */
export class ScenarioFailed extends Error {
  override readonly name = 'ScenarioFailed';
  constructor({ given, command }: Story, { expected, got }: Difference, options?: ErrorOptions) {
    const before =
      'state' in given
        ? [`the state ${shown(given.state)}`]
        : given.events.map((event) => shownEvent(event));
    const sections = [
      section('given', before.length === 0 ? ['nothing'] : before),
      section('when', [shownCommand(command)]),
      section('expected', expected),
      section('got', got),
    ];
    super(['The scenario came out otherwise.', ...sections].join('\n'), options);
  }
}

export const shownEvent = (event: DomainEvent, against = event): string =>
  [
    shownWord(event.type, against.type),
    shownWord(event.effectiveAt, against.effectiveAt),
    shown(event.data, against.data),
  ].join('  ');

const shownWord = (word: string, against: string): string =>
  word === against ? word : `»${word}«`;

const shownCommand = ({ command, actor, at }: Story['command']): string => {
  const { type, ...fields } = command;
  return [type, at, `by ${actor.kind} ${actor.id}`, shown(fields)].join('  ');
};

const section = (title: string, lines: ReadonlyArray<string>): string =>
  [title, ...lines.map((line) => `  ${line}`)].join('\n');
