import { describe, expect, test } from '@jest/globals';
import { given, microsoft } from './ask.js';
import { complete, details, enrollment, validating } from './contoso.js';

const row = {
  programId: 'IR',
  pla: 'UK',
  submissionId: 's1',
  submittedAt: '2024-03-04T10:00:00.000Z',
};

describe('the validation queue (E-11)', () => {
  test('scenario 31: after 48 hours to the second not overdue, a second later overdue; the status stays', () => {
    const world = given(...validating);
    const queueAt = (now: string) => world.queue(microsoft, now);
    expect(queueAt('2024-03-06T10:00:00.000Z')).toEqual([{ ...row, overdue: false }]);
    expect(queueAt('2024-03-06T10:00:01.000Z')).toEqual([{ ...row, overdue: true }]);
    expect(world.status('ines', 'IR', 'UK', '2024-03-07')?.status).toBe('ValidatingEnrollment');
  });

  test('validationSlaHours is the service level', () => {
    expect(
      given(...validating).queue(microsoft, '2024-03-05T10:00:01.000Z', { validationSlaHours: 24 }),
    ).toEqual([{ ...row, overdue: true }]);
  });

  test('a superseding submission restarts the clock (E-07)', () => {
    const superseding = enrollment(
      'IR',
      'UK',
      'ProfileSubmitted',
      { submissionId: 's2', kind: 'initial', details, by: 'ines', supersedes: 's1' },
      '2024-03-05T10:00',
    );
    expect(given(...validating, superseding).queue(microsoft, '2024-03-06T11:00')).toEqual([
      { ...row, submissionId: 's2', submittedAt: '2024-03-05T10:00:00.000Z', overdue: false },
    ]);
  });

  test('what has its verdict is gone', () => {
    expect(given(...complete).queue(microsoft, '2024-03-09')).toEqual([]);
  });

  test('nobody but Microsoft sees it', () => {
    for (const viewer of ['ines', 'gina', 'MS', 'system:MS']) {
      expect(given(...validating).queue(viewer, '2024-03-09')).toEqual([]);
    }
  });
});
