import { accounts } from './account-row.js';
import { eligibilities } from './eligibility-row.js';
import { enrollments } from './enrollments.js';
import { locations } from './location-row.js';
import { programs } from './program-row.js';

/** Every read model, by the name views know its rows by. */
export const readModels = {
  accounts,
  locations,
  programs,
  eligibility: eligibilities,
  enrollments,
} as const;
