/** A mutant by what it changes, not by its line: an edit elsewhere in the file leaves it the same. */
export interface Survivor {
  readonly file: string;
  readonly mutator: string;
  /** The source text mutated, each run of white space as one space. */
  readonly original: string;
  readonly replacement: string;
  /** Which one, in source order, when the file has several of the same text; left out for the first. */
  readonly occurrence?: number;
}

/** As much of mutation-testing's report as a comparison needs. */
export interface MutationReport {
  readonly files: Readonly<Record<string, MutatedFile>>;
}

interface MutatedFile {
  readonly source: string;
  readonly mutants: ReadonlyArray<Mutant>;
}

interface Mutant {
  readonly mutatorName: string;
  readonly replacement: string;
  readonly status: string;
  readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
  readonly line: number;
  readonly column: number;
}

/** The mutants that no test noticed. */
export const survivorsOf = ({ files }: MutationReport): ReadonlyArray<Survivor> =>
  Object.entries(files).flatMap(([file, mutated]) => survivorsIn(file, mutated));

/** How many mutants ended each way: Killed, Timeout, Survived, NoCoverage, Ignored. */
export const totalsOf = ({ files }: MutationReport): Readonly<Record<string, number>> => {
  const totals: Record<string, number> = {};
  for (const { status } of Object.values(files).flatMap(({ mutants }) => mutants)) {
    totals[status] = (totals[status] ?? 0) + 1;
  }
  return totals;
};

const survivorsIn = (file: string, { source, mutants }: MutatedFile): ReadonlyArray<Survivor> => {
  const seen = new Map<string, number>();
  const found: Array<Survivor> = [];
  for (const mutant of mutants.toSorted(inSourceOrder)) {
    const original = oneLine(textAt(source, mutant.location));
    const survivor = {
      file,
      mutator: mutant.mutatorName,
      original,
      replacement: oneLine(mutant.replacement),
    };
    const key = JSON.stringify(survivor);
    const occurrence = (seen.get(key) ?? 0) + 1;
    seen.set(key, occurrence);
    if (mutant.status !== 'Survived' && mutant.status !== 'NoCoverage') continue;
    found.push(occurrence === 1 ? survivor : { ...survivor, occurrence });
  }
  return found;
};

export const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const textAt = (source: string, { start, end }: Mutant['location']): string => {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines.push((lines.pop() ?? '').slice(0, end.column - 1));
  return lines.join('\n').slice(start.column - 1);
};

const inSourceOrder = (one: Mutant, other: Mutant): number =>
  one.location.start.line - other.location.start.line ||
  one.location.start.column - other.location.start.column;
