import { categories } from '@partner-incentives/domain';

/**
 * The categories of all streams that are written here: those of the aggregates, `policy` with the switches that judged,
 * and `refusal` with what was refused. What else a store holds belongs to others.
 */
export const storedCategories: ReadonlyArray<string> = [...categories, 'policy', 'refusal'];
