import type {
  AccountRole,
  AgreementKind,
  Criterion,
  Details,
  EndReason,
  Fact,
  Programs,
  Reason,
  Role,
  Rules,
} from './commands.js';
import { Shelf } from './shelf.js';

export interface Grant {
  readonly userId: string;
  readonly role: Role;
  readonly programs: Programs;
}

type ProfileStatus = 'PendingValidation' | 'Approved' | 'ActionRequired' | 'Expired';

export interface Bank {
  readonly bankProfileId: string;
  readonly name: string;
  readonly country: string;
  readonly paymentMethod: string;
  readonly currencies?: ReadonlyArray<string>;
  readonly accountRef: string;
  readonly status: ProfileStatus;
}

export interface Account {
  readonly pga: string;
  readonly users: ReadonlyArray<{ readonly userId: string; readonly guest: boolean }>;
  readonly roles: ReadonlyArray<{ readonly userId: string; readonly role: AccountRole }>;
  /** For all locations. */
  readonly grants: ReadonlyArray<Grant>;
  readonly banks: ReadonlyArray<Bank>;
}

export interface Tax {
  readonly taxProfileId: string;
  readonly country: string;
  readonly forms: ReadonlyArray<string>;
  readonly expiresOn?: string;
  readonly status: ProfileStatus;
}

export interface Location {
  readonly pga: string;
  readonly pla: string;
  readonly country: string;
  readonly closed: boolean;
  readonly migrated: boolean;
  readonly setUp: boolean;
  readonly grants: ReadonlyArray<Grant>;
  readonly agreements: Partial<
    Record<AgreementKind, { readonly from: string; readonly until?: string }>
  >;
  readonly designations: ReadonlyArray<string>;
  readonly firstTransaction?: string;
  readonly facts: ReadonlyArray<Fact>;
  readonly taxes: ReadonlyArray<Tax>;
  readonly defaultBank?: { readonly bankProfileId: string; readonly currency: string };
}

export interface Term {
  readonly fy: number;
  readonly startsAt: string;
  readonly endsAt: string;
}

export interface Program {
  readonly programId: string;
  readonly name: string;
  readonly guideUrl?: string;
  readonly status: 'Upcoming' | 'Open' | 'Closed' | 'Discontinued';
  /** By the first fiscal year in which they count; 0 = from the start. */
  readonly criteria: ReadonlyMap<number, ReadonlyArray<Criterion>>;
  /** By the instant from which they count; '' = from the start. */
  readonly rules: ReadonlyMap<string, Rules>;
  readonly terms: ReadonlyArray<Term>;
}

export interface Eligibility {
  readonly eligible: boolean;
  readonly met: ReadonlyArray<Criterion>;
  readonly unmet: ReadonlyArray<Criterion>;
  readonly at: string;
}

/** The fields of §3.4.1. */
export interface Enrollment {
  readonly phase: 'Invited' | 'InProgress' | 'Validating' | 'Complete' | 'Ended';
  readonly since: string;
  readonly fy?: number;
  readonly startedAt?: string;
  readonly everCompleted: boolean;
  readonly firstCompletedAt?: string;
  readonly earningsStart?: string;
  readonly draft?: Details;
  readonly submission?: {
    readonly id: string;
    readonly at: string;
    readonly kind: 'initial' | 'update';
    readonly details: Details;
  };
  readonly validated?: Details;
  readonly reasons: ReadonlyArray<Reason>;
  readonly endReason?: EndReason;
  readonly invitation?: {
    readonly id: string;
    readonly sentAt: string;
    readonly recipients: ReadonlyArray<string>;
    readonly reachedAdmin: boolean;
  };
  readonly selectedBy: ReadonlyArray<string>;
  readonly legacy?: { readonly accountKind: 'PGA' | 'vOrg'; readonly active: boolean };
}

/** The switches of §9.3 that sections 2 to 6 read. */
export interface Policy {
  readonly invitationRecipients: ReadonlyArray<'GA' | 'AA' | 'IA' | 'MPA'>;
  readonly invitationValidity: number | null;
  readonly requirePmcMigration: boolean;
  readonly roleAssigners: ReadonlyArray<'GA' | 'AA'>;
  readonly mpaAssigns: boolean;
  readonly guestIncentivesRoles: boolean;
  readonly overviewViewers: ReadonlyArray<Role | AccountRole>;
  readonly midYearEligibilityLoss: 'suspend' | 'untilTermEnd';
  readonly earningsStartBasis: 'validatedAt' | 'submittedAt';
}

/** §9.3, defaults. */
export const defaultPolicy: Policy = {
  invitationRecipients: ['IA'],
  invitationValidity: null,
  requirePmcMigration: false,
  roleAssigners: ['GA', 'AA'],
  mpaAssigns: false,
  guestIncentivesRoles: false,
  overviewViewers: ['IA', 'IU'],
  midYearEligibilityLoss: 'suspend',
  earningsStartBasis: 'validatedAt',
};

/** Everything there is. Eligibility and enrollments are kept under `program/location`. */
export class World {
  policy: Policy = defaultPolicy;

  private constructor(
    readonly tenants: Shelf<string>,
    readonly accounts: Shelf<Account>,
    readonly locations: Shelf<Location>,
    readonly programs: Shelf<Program>,
    readonly eligibility: Shelf<Eligibility>,
    readonly enrollments: Shelf<Enrollment>,
  ) {}

  static empty(): World {
    return new World(new Shelf(), new Shelf(), new Shelf(), new Shelf(), new Shelf(), new Shelf());
  }

  /** Another world that begins as this one is now. */
  fork(): World {
    const world = new World(
      this.tenants.copy(),
      this.accounts.copy(),
      this.locations.copy(),
      this.programs.copy(),
      this.eligibility.copy(),
      this.enrollments.copy(),
    );
    world.policy = this.policy;
    return world;
  }
}

export const placeKey = (programId: string, pla: string): string => `${programId}/${pla}`;
