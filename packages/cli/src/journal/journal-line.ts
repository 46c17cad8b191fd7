import {
  ActorText,
  CommandId,
  Command,
  FiscalYear,
  InstantInput,
  PartnerId,
  PolicyChange,
  ProgramId,
  Revision,
  Text,
} from '@partner-incentives/domain';
import * as t from 'io-ts';

/** A pattern: an object whose given fields must match; `null` matches a field that is absent. */
const Pattern = t.UnknownRecord;
export type Pattern = t.TypeOf<typeof Pattern>;

/** An event, by its type or by some of its fields. */
const EventPattern = t.union([t.string, Pattern]);
export type EventPattern = t.TypeOf<typeof EventPattern>;

const count = t.refinement(
  t.number,
  (n): n is number => Number.isSafeInteger(n) && n >= 0,
  'whole number, not negative',
);

const closed = <Required extends t.Props, Optional extends t.Props>(
  required: Required,
  optional: Optional,
) => t.readonly(t.exact(t.intersection([t.type(required), t.partial(optional)])));

const then = { then: t.record(t.string, t.readonlyArray(EventPattern)) };

/** Another journal, relative to this one, played in this place. */
export const IncludeLine = closed({ include: t.string }, {});

/** Policy switches, in force from here on. */
export const PolicyLine = closed({ policy: PolicyChange }, {});

/** A command, with what it and its consequences are expected to do. */
export const CommandLine = closed(
  { at: InstantInput, actor: ActorText, command: Command },
  {
    commandId: CommandId,
    expectedRevision: Revision,
    /** Events in order, `"nothing"`, or a rejection by its tag or some of its fields. */
    expect: t.union([t.readonlyArray(EventPattern), t.string, Pattern]),
    ...then,
  },
);

/** The timers due at the instant are carried out. */
export const DueLine = closed({ at: InstantInput, due: t.literal(true) }, then);

export const viewNames = {
  overview: null,
  actions: null,
  requirements: null,
  inbox: null,
  prompt: null,
  queue: null,
  rollForward: null,
  roles: null,
} as const;

/** A check of what somebody sees. */
export const ViewLine = closed(
  { at: InstantInput, viewer: t.string, view: t.keyof(viewNames) },
  {
    programId: ProgramId,
    pla: PartnerId,
    fy: FiscalYear,
    locale: Text,
    /** The rows in order, each compared on the fields given. */
    expect: t.readonlyArray(Pattern),
    expectCount: count,
    /** These among others. */
    match: t.readonlyArray(Pattern),
  },
);

export type PolicyLine = t.TypeOf<typeof PolicyLine>;
export type CommandLine = t.TypeOf<typeof CommandLine>;
export type DueLine = t.TypeOf<typeof DueLine>;
export type ViewLine = t.TypeOf<typeof ViewLine>;

/** The kinds of lines, by the key that tells them apart. */
export const lineCodecs = {
  include: IncludeLine,
  policy: PolicyLine,
  command: CommandLine,
  due: DueLine,
  view: ViewLine,
} as const;

export type LineKind = keyof typeof lineCodecs;

/** Where a line stands: what a person would open. */
export interface LinePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** A line that plays, include lines resolved. `text` is the JSON as it stands. */
export type JournalLine = LinePlace &
  (
    | { readonly kind: 'policy'; readonly policy: PolicyLine['policy'] }
    | { readonly kind: 'command'; readonly id: CommandId; readonly asked: CommandLine }
    | { readonly kind: 'due'; readonly id: CommandId; readonly asked: DueLine }
    | { readonly kind: 'view'; readonly asked: ViewLine }
  );
