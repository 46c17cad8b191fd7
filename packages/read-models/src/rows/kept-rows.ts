import { KeptTable, type KeptParts } from './kept-table.js';
import { readModels } from './read-models.js';
import type { ModelName, Rows } from './rows.js';

/** Rows of every model as a read store keeps them: what views read where there is one. */
export class KeptRows implements Rows {
  readonly accounts;
  readonly locations;
  readonly programs;
  readonly eligibility;
  readonly enrollments;

  /** @param partsOf what was read of a model; nothing is an empty map */
  constructor(partsOf: (model: ModelName) => KeptParts) {
    this.accounts = table(readModels.accounts, partsOf('accounts'));
    this.locations = table(readModels.locations, partsOf('locations'));
    this.programs = table(readModels.programs, partsOf('programs'));
    this.eligibility = table(readModels.eligibility, partsOf('eligibility'));
    this.enrollments = table(readModels.enrollments, partsOf('enrollments'));
  }
}

// What a model's build holds is what the model folded: its version says so.
const table = <Row extends object>(
  { indexedUnder }: { readonly indexedUnder: (row: Row) => ReadonlyArray<string> },
  parts: KeptParts,
): KeptTable<Row> => new KeptTable(indexedUnder, parts as KeptParts<Row>);
