import type { Finding } from '../projections/findings.js';

/** What was looked at: fine, or a finding. */
export type Checked =
  { readonly ok: true; readonly message: string } | ({ readonly ok: false } & Finding);
