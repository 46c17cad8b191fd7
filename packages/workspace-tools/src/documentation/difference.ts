/**
 * Undefined when the output is what the document shows. A shown line `...` stands for any lines, also none;
 * `…` within a line stands for any characters of it. Spaces at line ends and blank lines at the end do not count.
 */
export const difference = (shown: string, printed: string): string | undefined => {
  const pattern = lines(shown).map((line) => (line.trim() === '...' ? anyLines : lineOf(line)));
  const whole = new RegExp(`^${pattern.join('')}$`, 'u');
  const actual = lines(printed);
  if (whole.test(actual.map((line) => `${line}\n`).join(''))) return undefined;
  return [
    'The document shows',
    ...lines(shown).map((line) => `  | ${line}`),
    'but it printed',
    ...actual.map((line) => `  | ${line}`),
  ].join('\n');
};

const anyLines = '(?:[^\\n]*\\n)*?';

const lineOf = (line: string): string =>
  `${line
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`))
    .join('[^\\n]*?')}\\n`;

const lines = (text: string): ReadonlyArray<string> => {
  const all = text.split(/\r?\n/).map((line) => line.trimEnd());
  const last = all.findLastIndex((line) => line !== '');
  return all.slice(0, last + 1);
};
