import { describe, expect, test } from '@jest/globals';
import {
  agreed,
  atLocation,
  closed,
  complete,
  contoso,
  defined,
  designation,
  ended,
  evaluated,
  invited,
  mpn,
  noRules,
  ofEnrollment,
  ofProgram,
  opened,
  registered,
  started,
  taxProfile,
  term,
} from './contoso.js';
import { dueAfter, timersAfter } from './due.js';
import type { Happened } from './history.js';

const firstMoment = '2024-07-01T00:00:00.000Z';
const before = '2024-06-30T23:59:59.999Z';
const after = '2024-07-01T00:00:00.001Z';

describe('the end of a term (§6, V-07)', () => {
  const history = [...contoso, term('IR', 2025), ...complete('IR', 'UK')];
  const boundary = [
    [
      '2024-07-01: EvaluateEligibility IR UK FY2025',
      '2024-07-01: EvaluateEligibility IR FR FY2025',
    ],
    ['2024-07-01: RollForward IR UK'],
  ];

  test('before it, nothing is due', () => {
    expect(dueAfter(history, { sweptTo: '2024-06-01', now: before })).toEqual([]);
  });

  test.each([firstMoment, after, '2024-08-01T00:00:00.000Z'])(
    'at %s every location is evaluated for the next year, then enrollments roll forward',
    (now) => {
      expect(dueAfter(history, { sweptTo: before, now })).toEqual(boundary);
    },
  );

  test('the evaluation is as of the boundary, by the criteria of the next year (F-05)', () => {
    expect(timersAfter(history, { now: after })[0]?.[0]).toEqual({
      due: firstMoment,
      key: 'EvaluateEligibility IR UK 2025',
      command: {
        type: 'EvaluateEligibility',
        programId: 'IR',
        pla: 'UK',
        asOf: firstMoment,
        fy: 2025,
      },
    });
  });

  test('once swept, evaluations are not due again, a roll-forward until it is done', () => {
    expect(dueAfter(history, { sweptTo: firstMoment, now: after })).toEqual([
      ['2024-07-01: RollForward IR UK'],
    ]);
    expect(
      dueAfter(
        [
          ...history,
          ofEnrollment('IR', 'UK', firstMoment, 'FiscalYearRolledForward', {
            fromFy: 2024,
            toFy: 2025,
          }),
        ],
        { sweptTo: firstMoment, now: after },
      ),
    ).toEqual([]);
  });

  test('a term recorded after its end had passed a sweep is evaluated by the next one', () => {
    const late = {
      ...term('DB', 2024),
      recordedAt: '2024-07-05',
    };
    const known = [registered('UK'), defined('DB', [mpn]), late];
    expect(dueAfter(known, { sweptTo: '2024-07-04', now: '2024-07-06' })).toEqual([
      ['2024-07-01: EvaluateEligibility DB UK FY2025'],
    ]);
    expect(dueAfter(known, { sweptTo: '2024-07-06', now: '2024-07-07' })).toEqual([]);
  });

  test('an extended term ends later (F-04)', () => {
    const extended = [
      ...history,
      ofProgram('IR', '2024-06-01', 'TermExtended', {
        fy: 2024,
        endsAt: '2024-10-01T00:00:00.000Z',
      }),
    ];
    expect(dueAfter(extended, { sweptTo: '2024-06-02', now: firstMoment })).toEqual([]);
    expect(dueAfter(extended, { sweptTo: firstMoment, now: '2024-10-01' })).toEqual([
      [
        '2024-10-01: EvaluateEligibility IR UK FY2025',
        '2024-10-01: EvaluateEligibility IR FR FY2025',
      ],
      ['2024-10-01: RollForward IR UK'],
    ]);
  });

  test('open programs, discontinued ones and closed locations are not evaluated; all of them roll', () => {
    const mixed = [
      registered('UK'),
      registered('FR'),
      defined('OPEN', []),
      term('OPEN', 2024),
      defined('GONE', [mpn]),
      term('GONE', 2024),
      defined('IR', [mpn]),
      term('IR', 2024),
      ...complete('OPEN', 'UK'),
      ...complete('GONE', 'UK'),
      ...complete('IR', 'FR'),
      ofProgram('GONE', '2024-05-01', 'ProgramDiscontinued', { at: '2024-05-01T00:00:00.000Z' }),
      closed('FR', '2024-05-01'),
    ];
    expect(dueAfter(mixed, { sweptTo: before, now: firstMoment })).toEqual([
      ['2024-07-01: EvaluateEligibility IR UK FY2025'],
      [
        '2024-07-01: RollForward OPEN UK',
        '2024-07-01: RollForward GONE UK',
        '2024-07-01: RollForward IR FR',
      ],
    ]);
  });

  test('a location with a later evaluation on record is left out', () => {
    expect(
      dueAfter(
        [...history, evaluated('IR', 'UK', '2024-07-02'), evaluated('IR', 'FR', firstMoment)],
        {
          sweptTo: before,
          now: '2024-07-03',
        },
      )[0],
    ).toEqual(['2024-07-01: EvaluateEligibility IR FR FY2025']);
  });

  test('ended and legacy enrollments have no boundary (RF0, E-13)', () => {
    expect(
      dueAfter(
        [
          defined('IR', [mpn]),
          term('IR', 2024),
          ...complete('IR', 'UK'),
          ended('IR', 'UK', '2024-02-01'),
          {
            at: '2023-07-01',
            type: 'LegacyEnrollmentImported',
            data: { programId: 'IR', pga: 'Contoso', accountKind: 'PGA', active: true },
          },
        ],
        { now: after },
      ),
    ).toEqual([]);
  });

  test('where several were missed, each is evaluated in order, then one RollForward applies them all (F-06)', () => {
    const twoBehind = [
      registered('UK'),
      defined('IR', [mpn]),
      term('IR', 2024),
      term('IR', 2025),
      term('IR', 2026),
      ...complete('IR', 'UK'),
    ];
    expect(dueAfter(twoBehind, { sweptTo: before, now: '2025-08-01' })).toEqual([
      ['2024-07-01: EvaluateEligibility IR UK FY2025'],
      ['2025-07-01: EvaluateEligibility IR UK FY2026'],
      ['2025-07-01: RollForward IR UK'],
    ]);
  });
});

describe('the start of a term', () => {
  const history: ReadonlyArray<Happened> = [
    registered('UK'),
    registered('FR'),
    registered('DE'),
    defined('IR', [designation]),
    opened('IR'),
    term('IR', 2025),
    evaluated('IR', 'UK', '2024-03-01'),
    evaluated('IR', 'FR', '2024-03-01', [designation]),
    evaluated('IR', 'DE', '2024-03-01'),
    invited('IR', 'DE', '2024-03-02', ['ines'], 2025),
  ];

  test('invites the eligible that have no enrollment under way', () => {
    expect(dueAfter(history, { sweptTo: before, now: firstMoment })).toEqual([
      ['2024-07-01: IssueInvitation IR UK'],
    ]);
    expect(dueAfter(history, { sweptTo: '2024-06-01', now: before })).toEqual([]);
    expect(dueAfter(history, { sweptTo: firstMoment, now: after })).toEqual([]);
  });

  test('comes after the evaluations and roll-forwards of the same instant', () => {
    const both = [
      ...history,
      term('IR', 2024),
      ...complete('IR', 'FR'),
      taxProfile('UK', '2023-07-01', firstMoment),
    ];
    expect(dueAfter(both, { sweptTo: before, now: firstMoment })).toEqual([
      [
        '2024-07-01: EvaluateEligibility IR UK FY2025',
        '2024-07-01: EvaluateEligibility IR FR FY2025',
        '2024-07-01: EvaluateEligibility IR DE FY2025',
      ],
      ['2024-07-01: RollForward IR FR', '2024-07-01: ExpireTaxProfile UK Tax1'],
      ['2024-07-01: IssueInvitation IR UK'],
    ]);
  });

  test('invites nobody into a term that is over, or a program that is not open', () => {
    expect(
      dueAfter(history, { sweptTo: before, now: '2025-07-01' }).flat().join().includes('Issue'),
    ).toBe(false);
    expect(
      dueAfter([...history, ofProgram('IR', '2024-04-01', 'ProgramClosed')], {
        sweptTo: before,
        now: firstMoment,
      }),
    ).toEqual([]);
  });
});

describe('the start of a term, where an invitation would be refused', () => {
  const history = [registered('UK'), defined('IR', [designation]), opened('IR'), term('IR', 2025)];
  const eligible = evaluated('IR', 'UK', '2024-03-01');
  const looking = { sweptTo: before, now: firstMoment };

  test('a location that has to migrate from PMC first is left out (I-10)', () => {
    const policy = { requirePmcMigration: true };
    const migrated = atLocation('UK', '2024-03-02', 'PmcMigrationCompleted');
    expect(dueAfter([...history, eligible], { ...looking, policy })).toEqual([]);
    expect(dueAfter([...history, eligible, migrated], { ...looking, policy })).toEqual([
      ['2024-07-01: IssueInvitation IR UK'],
    ]);
  });

  test('a program that is open to all from that year on invites nobody (I-06)', () => {
    const toAll = ofProgram('IR', '2024-04-01', 'CriteriaChanged', { criteria: [], fromFy: 2025 });
    expect(dueAfter([...history, eligible, toAll], looking)).toEqual([]);
  });
});

describe('agreements that begin and end by themselves (§3.6)', () => {
  const announced = agreed('UK', '2023-08-01', {
    from: '2023-09-01T00:00:00.000Z',
    until: '2024-01-01T00:00:00.000Z',
  });
  const history = [
    registered('UK'),
    defined('IR', [mpn]),
    defined('DB', [designation]),
    defined('LATER', [designation]),
    ofProgram('LATER', '2023-07-01', 'CriteriaChanged', { criteria: [mpn], fromFy: 2024 }),
    announced,
  ];

  test('are evaluated as of that instant, for the programs whose criteria name them', () => {
    expect(dueAfter(history, { sweptTo: '2023-08-02', now: '2024-01-01' })).toEqual([
      ['2023-09-01: EvaluateEligibility IR UK', '2023-09-01: EvaluateEligibility LATER UK'],
      ['2024-01-01: EvaluateEligibility IR UK', '2024-01-01: EvaluateEligibility LATER UK'],
    ]);
    expect(timersAfter(history, { sweptTo: '2023-12-01', now: '2024-01-01' })[0]?.[0]).toEqual({
      due: '2024-01-01T00:00:00.000Z',
      key: 'EvaluateEligibility IR UK event-5',
      command: {
        type: 'EvaluateEligibility',
        programId: 'IR',
        pla: 'UK',
        asOf: '2024-01-01T00:00:00.000Z',
      },
    });
  });

  test.each([
    ['2023-08-31T23:59:59.999Z', 0],
    ['2023-09-01T00:00:00.000Z', 1],
    ['2023-09-01T00:00:00.001Z', 1],
    ['2023-12-31T23:59:59.999Z', 1],
    ['2024-01-01T00:00:00.000Z', 2],
  ])('at %s, %i instants have come', (now, groups) => {
    expect(dueAfter(history, { sweptTo: '2023-08-02', now })).toHaveLength(groups);
  });

  test('an instant that had come when the agreement was activated was judged then', () => {
    const past = agreed('UK', '2023-08-01', {
      from: '2023-08-01T00:00:00.000Z',
      until: '2024-01-01T00:00:00.000Z',
    });
    expect(dueAfter([registered('UK'), defined('IR', [mpn]), past], { now: '2023-12-01' })).toEqual(
      [],
    );
  });

  test('a lapsed or renewed agreement does not end by itself where it would have', () => {
    const lapsed = atLocation('UK', '2023-10-01', 'AgreementLapsed', {
      kind: 'MpnAgreement',
      at: '2023-10-01T00:00:00.000Z',
    });
    const renewed = agreed('UK', '2023-12-01', { from: '2023-12-01T00:00:00.000Z' });
    const looking = { sweptTo: '2023-12-01', now: '2024-02-01' };
    expect(dueAfter([...history, lapsed], looking)).toEqual([]);
    expect(dueAfter([...history, renewed], looking)).toEqual([]);
  });

  test('a closed location is not evaluated', () => {
    expect(
      dueAfter([...history, closed('UK', '2023-08-05')], {
        sweptTo: '2023-08-02',
        now: '2024-02-01',
      }),
    ).toEqual([]);
  });
});

describe('tax profiles expire (T-05)', () => {
  const history = [registered('UK'), taxProfile('UK', '2023-07-01', '2024-03-01T00:00:00.000Z')];
  const due = [['2024-03-01: ExpireTaxProfile UK Tax1']];

  test.each([
    ['2024-02-29T23:59:59.999Z', []],
    ['2024-03-01T00:00:00.000Z', due],
    ['2024-03-01T00:00:00.001Z', due],
  ])('at %s: %j', (now, expected) => {
    expect(dueAfter(history, { sweptTo: '2024-02-01', now })).toEqual(expected);
  });

  test('until it is done, however long ago the sweep', () => {
    expect(dueAfter(history, { sweptTo: '2024-05-01', now: '2024-05-02' })).toEqual(due);
    const expired = atLocation('UK', '2024-03-01', 'TaxProfileExpired', { taxProfileId: 'Tax1' });
    expect(dueAfter([...history, expired], { sweptTo: '2024-05-01', now: '2024-05-02' })).toEqual(
      [],
    );
  });

  test('updated data with the same date are another timer', () => {
    const again = { ...taxProfile('UK', '2024-04-01', '2024-03-01T00:00:00.000Z') };
    const [first] = timersAfter(history, { now: '2024-05-02' }).flat();
    const [second] = timersAfter([...history, { ...again, type: 'TaxProfileUpdated' }], {
      now: '2024-05-02',
    }).flat();
    expect(second?.due).toBe(first?.due);
    expect(second?.key).not.toBe(first?.key);
  });

  test('without a date, or at a closed location, never', () => {
    expect(
      dueAfter([registered('UK'), taxProfile('UK', '2023-07-01')], { now: '2024-05-02' }),
    ).toEqual([]);
    expect(dueAfter([...history, closed('UK', '2024-01-01')], { now: '2024-05-02' })).toEqual([]);
  });
});

describe('invitations expire (I-08)', () => {
  const history = [...contoso, invited('IR', 'UK', '2024-01-01')];
  const policy = { invitationValidity: 30 };
  const due = [['2024-01-31: ExpireInvitation IR UK']];

  test.each([
    ['2024-01-30T23:59:59.999Z', []],
    ['2024-01-31T00:00:00.000Z', due],
    ['2024-01-31T00:00:00.001Z', due],
  ])('at %s, with 30 days: %j', (now, expected) => {
    expect(dueAfter(history, { sweptTo: '2024-01-02', now, policy })).toEqual(expected);
    expect(dueAfter(history, { sweptTo: now, now, policy })).toEqual(expected);
  });

  test('without the switch they last until the term ends', () => {
    expect(dueAfter(history, { sweptTo: '2024-01-02', now: '2024-06-30' })).toEqual([]);
  });

  test('not behind a boundary, after which there is another invitation (RF4, F-07)', () => {
    expect(dueAfter(history, { sweptTo: '2024-01-02', now: firstMoment, policy }).flat()).toEqual([
      '2024-07-01: EvaluateEligibility IR UK FY2025',
      '2024-07-01: EvaluateEligibility IR FR FY2025',
      '2024-07-01: RollForward IR UK',
    ]);
  });

  test('not once the process has started', () => {
    expect(
      dueAfter([...history, started('IR', 'UK', '2024-01-05')], {
        sweptTo: '2024-01-02',
        now: '2024-02-01',
        policy,
      }),
    ).toEqual([]);
  });
});

describe('payout rules announced for later (§5.4)', () => {
  const history = [
    ...contoso,
    ...complete('IR', 'UK'),
    started('IR', 'FR', '2023-08-01'),
    ofProgram('IR', '2023-09-01', 'PayoutRulesChanged', {
      payoutRules: noRules,
      from: '2023-10-01T00:00:00.000Z',
    }),
  ];

  test('are a reaction to their change, when they begin to count', () => {
    expect(timersAfter(history, { sweptTo: '2023-09-01', now: '2023-10-01' })).toEqual([
      [
        {
          due: '2023-10-01T00:00:00.000Z',
          key: 'RequireProfileUpdate IR UK event-9',
          causationId: 'event-9',
          command: { type: 'RequireProfileUpdate', programId: 'IR', pla: 'UK', reasons: [] },
        },
      ],
    ]);
  });

  test.each([
    ['2023-09-01', '2023-09-30T23:59:59.999Z'],
    ['2023-10-01', '2023-10-02'],
  ])('swept to %s, at %s, nothing is due', (sweptTo, now) => {
    expect(dueAfter(history, { sweptTo, now })).toEqual([]);
  });

  test('rules that counted when they were recorded are the policy’s, not a timer', () => {
    const atOnce = ofProgram('IR', '2023-11-01', 'PayoutRulesChanged', {
      payoutRules: noRules,
      from: '2023-11-01T00:00:00.000Z',
    });
    expect(dueAfter([...history, atOnce], { sweptTo: '2023-10-15', now: '2023-12-01' })).toEqual(
      [],
    );
  });
});

describe('timers as a whole', () => {
  const history = [
    ...contoso,
    term('IR', 2025),
    agreed('UK', '2023-08-01', { from: '2023-08-01T00:00:00.000Z', until: firstMoment }),
    taxProfile('UK', '2023-07-01', '2024-03-01T00:00:00.000Z'),
    ...complete('IR', 'UK'),
    invited('IR', 'FR', '2024-01-01'),
  ];
  const looking = { now: '2024-08-01', policy: { invitationValidity: 30 } };

  test('come in the order in which they are due, those of one instant in the order in which they wait', () => {
    expect(dueAfter(history, looking)).toEqual([
      ['2024-03-01: ExpireTaxProfile UK Tax1'],
      [
        '2024-07-01: EvaluateEligibility IR UK FY2025',
        '2024-07-01: EvaluateEligibility IR FR FY2025',
        '2024-07-01: EvaluateEligibility IR UK',
      ],
      ['2024-07-01: RollForward IR UK', '2024-07-01: RollForward IR FR'],
    ]);
  });

  test('have keys of their own, the same each time', () => {
    const keys = () =>
      timersAfter(history, looking)
        .flat()
        .map(({ key, due }) => `${key} ${due}`);
    expect(new Set(keys()).size).toBe(keys().length);
    expect(keys()).toEqual(keys());
  });
});
