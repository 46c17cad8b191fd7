import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CliError } from '../exit-code.js';

/** The year an empty store is filled with: beside the package when it was packed, among the examples in a checkout. */
export const sampleYear = (): string => {
  const places = ['../../journals/', '../../../../examples/journals/'].map((folder) =>
    fileURLToPath(new URL(`${folder}contoso-year.jsonl`, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found === undefined) {
    throw new CliError('the sample year is missing', 'name a journal: incentives start <journal>');
  }
  return found;
};
