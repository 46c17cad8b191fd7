import type { Instant } from '@partner-incentives/event-sourcing';
import type { AccountFacts } from './account-facts.js';
import type { EligibilityFacts } from './eligibility-facts.js';
import type { PartnerId, ProgramId, TenantId } from './ids.js';
import type { LocationFacts } from './location-facts.js';
import type { Policy } from './policy.js';
import type { ProgramFacts } from './program-facts.js';
import type { ProgramScope } from './roles.js';
import { streams } from './streams.js';
import type { Reference, StreamName } from '@partner-incentives/event-sourcing';

/** What whoever handles a command knows beside the streams. */
export interface DecisionContext {
  readonly policy: Policy;
  /** Only for `AddUser`: the Directory already has this e-mail for somebody else (§3.7). */
  readonly emailTaken?: boolean;
}

type Asking<State> = Generator<ReadonlyArray<Reference>, State, ReadonlyArray<unknown>>;

function* ask<State>(stream: StreamName, asOf?: Instant): Asking<State> {
  const [state] = yield [asOf === undefined ? { stream } : { stream, asOf }];
  return state as State;
}

/** Questions to other streams; `undefined` where there is none. `asOf` asks how it was then. */
export const asking = {
  account: (pga: PartnerId, asOf?: Instant) =>
    ask<AccountFacts | undefined>(streams.partnerAccount(pga), asOf),
  location: (pla: PartnerId, asOf?: Instant) =>
    ask<LocationFacts | undefined>(streams.partnerLocation(pla), asOf),
  program: (programId: ProgramId, asOf?: Instant) =>
    ask<ProgramFacts | undefined>(streams.program(programId), asOf),
  eligibility: (programId: ProgramId, pla: PartnerId) =>
    ask<EligibilityFacts | undefined>(streams.eligibility(programId, pla)),
  tenant: (tenantId: TenantId) =>
    ask<{ readonly pga: PartnerId } | undefined>(streams.tenant(tenantId)),
  nothing: function* nothing(): Asking<undefined> {
    yield [];
    return undefined;
  },
};

/** What each of several questions is answered with. */
type Answers<Asked extends ReadonlyArray<Asking<unknown>>> = {
  readonly [Index in keyof Asked]: Asked[Index] extends Asking<infer State> ? State : never;
};

/** Puts several questions at once. */
export function* together<Asked extends ReadonlyArray<Asking<unknown>>>(
  ...asked: Asked
): Asking<Answers<Asked>> {
  const questions = asked.map((one) => one.next());
  const answers = yield questions.flatMap((q) => (q.done === true ? [] : q.value));
  return asked.map((one, i) => finish(one, answers[i])) as Answers<Asked>;
}

const finish = <State>(asked: Asking<State>, answer: unknown): State => {
  const result = asked.next([answer]);
  if (result.done !== true) throw new Error('a question put together with others asks only once');
  return result.value;
};

/** Which programs of a grant nobody defined. */
export function* unknownPrograms(programs: ProgramScope): Asking<ReadonlyArray<ProgramId>> {
  if (programs === 'all') return [];
  const states = yield programs.map((programId) => ({ stream: streams.program(programId) }));
  return programs.filter((_, i) => states[i] === undefined);
}
