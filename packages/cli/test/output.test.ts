import { Writable } from 'node:stream';
import { afterEach, describe, expect, test } from '@jest/globals';
import { coloursFor } from '../src/output/colours.js';
import { progressOf } from '../src/output/progress.js';
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
    expect(text()).toContain('50 %  100/200 lines');
    progress.stop();
  });

  test('counts where nobody knows how many there will be', () => {
    const { bar, text } = terminal();
    let now = 0;
    const progress = progressOf('events read', undefined, { bar }, () => now);
    now = 5000;
    progress.reached(12_345);
    progress.stop();
    expect(text()).toContain('12345 events read');
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
