import { describe, expect, test } from '@jest/globals';
import { envelope, incentives, inFolder } from './command.js';

interface Listed {
  readonly stream: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: { readonly actor: { readonly id: string }; readonly effectiveAt: string };
}

inFolder(() => incentives('start'));

const events = async (options: string): Promise<ReadonlyArray<Listed>> =>
  (await envelope(`events ${options}`.trim())).data as ReadonlyArray<Listed>;

describe('events', () => {
  test('are all there, in their order, or those of one stream', async () => {
    const all = await events('');
    const stream = 'enrollment-MCI_Berlin';
    expect(all.length).toBeGreaterThan(300);
    expect(await events(stream)).toEqual(all.filter((event) => event.stream === stream));
    expect(await events('enrollment-MCI_Atlantis')).toEqual([]);
  });

  test('--type, --from (inclusive) and --to (exclusive) narrow them', async () => {
    const all = await events('');
    const [from, to] = ['2023-08-08T00:00:00.000Z', '2024-10-04T13:00:00.000Z'];
    const found = await events(`--type ProfileValidated --from ${from} --to ${to}`);
    expect(found).toEqual(
      all.filter(
        ({ type, metadata: { effectiveAt } }) =>
          type === 'ProfileValidated' && effectiveAt >= from && effectiveAt < to,
      ),
    );
    expect(await events(`--from ${to} --to ${to}`)).toEqual([]);
    expect(all.map(({ metadata }) => metadata.effectiveAt)).toContain(to);
  });

  test('--user: by whom, or about whom', async () => {
    const found = await events('--user lena');
    expect(found.some(({ data }) => data['userId'] === 'lena')).toBe(true);
    const invited = await events('--user priya --type InvitationSent');
    expect(invited.length).toBeGreaterThan(0);
    expect(invited.every(({ metadata }) => metadata.actor.id === 'MS')).toBe(true);
  });

  test('--location: in every stream of a location, and refused there', async () => {
    const found = await events('--location Berlin');
    const categories = new Set(found.map(({ stream }) => stream.split('-')[0]));
    expect(categories).toEqual(
      new Set(['partnerAccount', 'partnerLocation', 'eligibility', 'enrollment', 'refusal']),
    );
    const elsewhere = /London|Paris|Madrid|Oslo|Stockholm|Helsinki|Copenhagen/;
    expect(found.filter(({ stream }) => elsewhere.test(stream))).toEqual([]);
  });

  test('a location with the name of a program is not taken for it', async () => {
    expect(await events('--location MCI')).toEqual([]);
  });

  test('all filters together', async () => {
    const found = await events(
      '--location Oslo --user soren --type ProfileSubmitted --from 2024-07-01',
    );
    expect(found.map(({ stream }) => stream)).toEqual(['enrollment-CSP-PROVIDER_Oslo']);
  });

  test('people see one a line, a refusal with what it was refused for', async () => {
    const { out } = await incentives('events --type CommandRefused');
    expect(out).toMatch(/^ {2}EFFECTIVE +STREAM +# +EVENT +BY\n/);
    expect(out).toMatch(/CommandRefused: \w+ +(priya|soren|lena|\w+)\n/);
  });

  test('no line is wider than 120 columns', async () => {
    const { out } = await incentives('events');
    expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('a type that is none, or a stream that is none, is a wrong question', async () => {
    expect(await envelope('events --type ProfileValidted')).toMatchObject({
      code: 2,
      diagnostics: [{ message: expect.stringContaining('"ProfileValidted"') }],
    });
    expect(await envelope('events nowhere')).toMatchObject({
      code: 2,
      diagnostics: [{ next: 'incentives events lists them all' }],
    });
  });
});
