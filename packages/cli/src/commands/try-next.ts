import type { HistorySoFar } from '../store/history-so-far.js';
import { day } from '../output/words.js';

/** Commands to go on with, about what was shown. */
export const tryNext = (viewer = '<user>', recorded?: HistorySoFar['recorded']): string => {
  const then = recorded === undefined ? '<date>' : day(midway(recorded));
  const commands = [
    [`actions --as ${viewer}`, 'what there is to do'],
    [`overview --as ${viewer} --at ${then}`, 'how it stood then'],
    ['events', 'what happened'],
    ['verify', 'whether anybody changed it'],
  ].map(([command, why]) => [`npx incentives ${String(command)}`, why] as const);
  const width = Math.max(...commands.map(([command]) => command.length));
  return [
    'Try:',
    ...commands.map(([command, why]) => `  ${command.padEnd(width)}   ${String(why)}`),
  ].join('\n');
};

const midway = ({ first, last }: NonNullable<HistorySoFar['recorded']>): string =>
  new Date((Date.parse(first) + Date.parse(last)) / 2).toISOString();
