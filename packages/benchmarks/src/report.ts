import { judge, type Verdict } from './goal.js';
import type { Run } from './rounds.js';
import { median } from './spread.js';
import type { Contender, Work } from './work.js';

/** What a work's rounds found, in Markdown. */
export const report = (work: Work, run: Run): string =>
  [
    `## ${work.id.startsWith('p') ? `${work.id.toUpperCase()}: ` : ''}${work.title}`,
    ...work.notes,
    table([
      ['', `median, ${work.unit}`, 'min to max', 'user CPU', 'ours ÷ it'],
      ...work.contenders.map((contender) => row(contender, run)),
    ]),
    table([
      ['goal', 'measured', ''],
      ...work.goals.map((goal) => verdictRow(judge(goal, run.rounds))),
    ]),
    ...remarks(work, run).map((remark) => `- ${remark}`),
  ].join('\n\n');

const row = ({ name, against }: Contender, { rounds, failures }: Run): ReadonlyArray<string> => {
  const failure = failures.get(name);
  if (failure !== undefined) return [name, 'could not run', cell(failure), '', ''];
  const measured = rounds.flatMap((round) => round.get(name) ?? []);
  const values = measured.map(({ value }) => value);
  const cpu = median(measured.flatMap(({ userMicros }) => userMicros ?? []));
  const ratio =
    against === undefined || against === name
      ? undefined
      : judge({ says: '', of: against, over: name }, rounds).figure;
  return [
    name,
    figure(median(values)),
    `${figure(Math.min(...values))} to ${figure(Math.max(...values))}`,
    cpu === undefined ? '' : `${figure(cpu)} µs`,
    ratio === undefined ? '' : figure(ratio),
  ];
};

const verdictRow = ({ goal, figure: found, met }: Verdict): ReadonlyArray<string> =>
  found === undefined
    ? [goal.says, 'not measured', '']
    : [goal.says, figure(found), met ? 'met' : '**missed**'];

const remarks = (work: Work, { rounds }: Run): ReadonlyArray<string> =>
  work.contenders.flatMap(({ name }) => {
    const said = rounds.flatMap((round) => round.get(name)?.remarks ?? []);
    return said.length === 0 ? [] : [`${name}: ${[...new Set(said)].join('; ')}`];
  });

const table = ([head = [], ...rows]: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map((_, column) => (column === 0 ? '---' : '---:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** Three digits say all that a measurement knows. */
const figure = (value: number | undefined): string =>
  value === undefined
    ? ''
    : value >= 100
      ? Math.round(value).toLocaleString('en')
      : value.toPrecision(3);
