/** Where a package may use a third party: anywhere in its src, or only below the named folders. */
export type Where = 'anywhere' | ReadonlyArray<`${string}/`>;

/** What a package's src may import. */
export interface ClosedRow {
  readonly kind: 'closed';
  /** Front doors of ours, and whether their values may be used or only their types. */
  readonly ours: Readonly<Record<string, 'values' | 'types'>>;
  readonly thirdParty: Readonly<Record<string, Where>>;
  /** May it use Node's own modules? A pure package may not. */
  readonly node: boolean;
  /**
   * The folders of src that every folder may import; any other folder knows only itself and these.
   * Files at the top of src join the folders.
   */
  readonly sharedFolders?: ReadonlyArray<string>;
}

/** Anything by its front door; third parties are those its package.json declares. */
export interface OpenRow {
  readonly kind: 'open';
}

export type ImportRow = ClosedRow | OpenRow;

/**
 * Who may import whom. A package without a row may not exist. The store adapters may use fp-ts because
 * the port they implement answers with its TaskEither.
 */
export const importTable: Readonly<Record<string, ImportRow>> = {
  domain: {
    kind: 'closed',
    ours: { 'event-sourcing': 'types', 'event-sourcing/stream-name': 'values' },
    thirdParty: { 'fp-ts': 'anywhere', 'io-ts': 'anywhere' },
    node: false,
    sharedFolders: ['vocabulary'],
  },
  'event-sourcing': {
    kind: 'closed',
    ours: {},
    thirdParty: {
      'fp-ts': 'anywhere',
      'io-ts': ['codec/', 'testing/'],
      '@opentelemetry/api': 'anywhere',
    },
    node: true,
  },
  'read-models': {
    kind: 'closed',
    ours: { domain: 'values', 'event-sourcing': 'values', 'event-sourcing/stream-name': 'values' },
    thirdParty: { 'fp-ts': 'anywhere' },
    node: false,
  },
  policies: {
    kind: 'closed',
    ours: { domain: 'values', 'event-sourcing': 'values', 'event-sourcing/stream-name': 'values' },
    thirdParty: { 'fp-ts': 'anywhere' },
    node: false,
  },
  eventstoredb: {
    kind: 'closed',
    ours: { 'event-sourcing': 'values', 'event-sourcing/stream-name': 'values' },
    thirdParty: {
      'fp-ts': 'anywhere',
      '@eventstore/db-client': 'anywhere',
      '@grpc/grpc-js': 'anywhere',
      'google-protobuf': ['testing/'],
    },
    node: true,
  },
  sql: {
    kind: 'closed',
    ours: { 'event-sourcing': 'values', 'event-sourcing/stream-name': 'values' },
    thirdParty: { 'fp-ts': 'anywhere', kysely: 'anywhere', libsql: 'anywhere', pg: 'anywhere' },
    node: true,
  },
  audit: {
    kind: 'closed',
    ours: {
      domain: 'values',
      'event-sourcing': 'values',
      'event-sourcing/stream-name': 'values',
      'read-models': 'values',
    },
    thirdParty: {},
    node: true,
  },
  incentives: {
    kind: 'closed',
    ours: {
      domain: 'values',
      'event-sourcing': 'values',
      'event-sourcing/stream-name': 'values',
      'read-models': 'values',
      policies: 'values',
      audit: 'values',
    },
    thirdParty: { 'fp-ts': 'anywhere', nanoid: 'anywhere' },
    node: true,
  },
  mail: {
    kind: 'closed',
    ours: { incentives: 'types' },
    thirdParty: { nodemailer: 'anywhere' },
    node: true,
  },
  'workspace-tools': { kind: 'open' },
  cli: { kind: 'open' },
  web: { kind: 'open' },
  examples: { kind: 'open' },
  benchmarks: { kind: 'open' },
};

/** Third parties with one importer, in src and in tests. */
export const soleImporter: Readonly<Record<string, string>> = {
  '@eventstore/db-client': 'eventstoredb',
};

/** What any test may import besides its own package, our front doors and what its package.json declares. */
export const testParties: ReadonlyArray<string> = ['@jest/globals', 'fast-check'];

/** A front door by this name is for tests: src may use it only from a folder of the same name. */
export const testingDoor = 'testing';
