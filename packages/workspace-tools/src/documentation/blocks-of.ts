/** A fenced block of a document, and what the document says comes of it. */
export interface Block {
  /** Of the opening fence, counted from 1. */
  readonly line: number;
  readonly language: string;
  /** The second word of the fence: the name under which later commands find the block as a file. */
  readonly name: string | undefined;
  readonly code: string;
  /** The text block that follows it. */
  readonly output: string | undefined;
  /** Why it is not executed. */
  readonly exempt: string | undefined;
}

const fence = /^(?<indent> {0,3})(?<ticks>`{3,}|~{3,})\s*(?<language>[^\s`]*)\s*(?<name>[^\s`]*)/;
const exemption = /^\s*<!-- not executed: (?<reason>\S.*?) -->\s*$/;

/** The fenced blocks of a Markdown text; a text block directly after a block that runs is its output. */
export const blocksOf = (markdown: string): ReadonlyArray<Block> => {
  const blocks: Block[] = [];
  const lines = markdown.split(/\r?\n/);
  let previous: Block | undefined;
  let reason: string | undefined;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const opening = fence.exec(line)?.groups;
    if (opening === undefined) {
      reason =
        exemption.exec(line)?.groups?.['reason'] ?? (line.trim() === '' ? reason : undefined);
      if (line.trim() !== '') previous = undefined;
      continue;
    }
    const ticks = opening['ticks'] ?? '';
    const end = lines.findIndex((each, at) => at > index && each.trim() === ticks);
    const code = lines.slice(index + 1, end === -1 ? undefined : end).join('\n');
    const { language = '', name = '' } = opening;
    if (language === 'text' && previous !== undefined) {
      blocks[blocks.length - 1] = { ...previous, output: code };
      previous = undefined;
    } else {
      previous = {
        line: index + 1,
        language,
        name: name === '' ? undefined : name,
        code,
        output: undefined,
        exempt: reason,
      };
      blocks.push(previous);
    }
    reason = undefined;
    index = end === -1 ? lines.length : end;
  }
  return blocks;
};
