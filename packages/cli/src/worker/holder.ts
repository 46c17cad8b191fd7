import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Who a worker is to the others: no two are the same, even where their machines and process ids are. */
export const newHolder = (): string =>
  `${hostname().slice(0, 40)}-${String(process.pid)}-${randomBytes(2).toString('hex')}`;
