import { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { coloursFor } from '../src/output/colours.js';
import { longProgressOf, progressOf } from '../src/output/progress.js';
import { table } from '../src/output/table.js';
import { phrase, shortened } from '../src/output/words.js';

const { NO_COLOR, TERM } = process.env;
afterEach(() => {
  delete process.env['NO_COLOR'];
  if (NO_COLOR !== undefined) process.env['NO_COLOR'] = NO_COLOR;
  process.env['TERM'] = TERM;
});

describe('colours', () => {
  const green = (isTerminal: boolean): string => coloursFor({ isTerminal }).green('Enrolled');

  test('only on a terminal, never with NO_COLOR, nor where the terminal is dumb', () => {
    delete process.env['NO_COLOR'];
    process.env['TERM'] = 'xterm';
    expect(green(true)).toBe('\u001B[32mEnrolled\u001B[39m');
    expect(green(false)).toBe('Enrolled');
    process.env['TERM'] = 'dumb';
    expect(green(true)).toBe('Enrolled');
    process.env['TERM'] = 'xterm';
    process.env['NO_COLOR'] = '1';
    expect(green(true)).toBe('Enrolled');
  });
});

describe('progress', () => {
  const terminal = () => {
    const written: Array<string> = [];
    const stream = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        written.push(chunk.toString());
        done();
      },
    });
    const bar = Object.assign(stream, {
      isTTY: true,
      columns: 100,
      cursorTo: () => true,
      clearLine: () => true,
      moveCursor: () => true,
    });
    return { bar: bar as Writable as NodeJS.WriteStream, text: () => written.join('') };
  };

  test('shows after a second, with how far it is, and leaves nothing behind', () => {
    const { bar, text } = terminal();
    let now = 0;
    const progress = progressOf('lines', 200, { bar }, () => now);
    progress.reached(50);
    now = 1000;
    progress.reached(60);
    expect(text()).toBe('');
    now = 1001;
    progress.reached(100);
    expect(text()).toMatch(/50 % {2}100\/200 lines {2}50\/s {2}ETA 2 s/);
    progress.stop();
  });

  test('counts where nobody knows how many there will be', () => {
    const { bar, text } = terminal();
    let now = 0;
    const progress = progressOf('events read', undefined, { bar }, () => now);
    progress.reached(1);
    now = 5000;
    progress.reached(12_346);
    progress.stop();
    expect(text()).toContain('12346 events read  2469/s');
  });

  test('of long work is a line every ten seconds where stderr is no terminal: rate and time left', () => {
    let [now, text] = [0, ''];
    const err = (line: string): void => {
      text += line;
    };
    const progress = longProgressOf('events copied', 3000, { err }, () => now);
    for (; now <= 21_000; now += 1000) progress.reached(1000 + now / 10);
    progress.stop();
    expect(text).toBe(
      '2000/3000 events copied  100/s  ETA 10 s\n3000/3000 events copied  100/s  ETA 0 s\n',
    );
    now = 0;
    const counting = longProgressOf('events counted', undefined, { err }, () => now);
    counting.reached(0);
    now = 10_000;
    counting.reached(50_000);
    expect(text).toContain('\n50000 events counted  5000/s\n');
  });

  test('of long work is the bar where it is one', () => {
    const { bar, text } = terminal();
    let now = 0;
    const output = { bar, err: () => undefined };
    const progress = longProgressOf('events copied', 100, output, () => now);
    progress.reached(50);
    now = 1001;
    progress.reached(75);
    progress.stop();
    expect(text()).toContain('75 %  75/100 events copied  25/s');
  });

  test('is silent where stderr is no terminal, and where the work was quick', () => {
    let now = 0;
    const silent = progressOf('lines', 2, {}, () => now);
    now = 5000;
    silent.reached(1);
    silent.stop();
    const { bar, text } = terminal();
    const quick = progressOf('lines', 2, { bar }, () => now);
    quick.reached(2);
    quick.stop();
    expect(text()).toBe('');
  });
});

describe('tables and words', () => {
  test('columns are as wide as their widest cell, colours and many lines included', () => {
    const { green } = coloursFor({ isTerminal: false });
    const drawn = table(
      ['PROGRAM', 'TO DO'],
      [
        ['IR', 'Add bank profile\nAdd tax profile'],
        [green('CSP-INDIRECT'), 'Søk'],
      ],
    );
    expect(drawn.split('\n')).toEqual([
      '  PROGRAM       TO DO',
      '  IR            Add bank profile',
      '                Add tax profile',
      '  CSP-INDIRECT  Søk',
    ]);
  });

  test('codes are read as words, with the data that they carry', () => {
    expect(phrase('SeeEligibilityRequirements')).toBe('See eligibility requirements');
    expect(phrase({ code: 'TaxForm', form: 'W-8' })).toBe('Tax form: W-8');
    expect(phrase({ kind: 'Custom', code: 'SplaHoster' })).toBe('Custom: SplaHoster');
    expect(phrase({ kind: 'Membership' })).toBe('Membership');
    expect(phrase({ months: 12, kind: 'TrailingRevenue', amountUsd: 25_000 })).toBe(
      'Trailing revenue: months 12, amountUsd 25000',
    );
  });

  test('long names are cut in the middle', () => {
    expect(shortened('policy-0123456789abcdef', 12)).toBe('policy-0…def');
    expect(shortened('enrollment-IR_UK', 16)).toBe('enrollment-IR_UK');
  });
});
