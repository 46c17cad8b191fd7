import { describe, expect, test } from '@jest/globals';
import { aggregateFor, type DomainTypes } from '../src/aggregates.js';
import { partnerLocation } from '../src/partner-location/decider.js';
import { contoso } from './contoso.js';
import { type Json, asEnvelope } from './history.js';

const role = {
  type: 'AssignRole',
  pga: 'Contoso',
  userId: 'nils',
  role: 'IA',
  programs: 'all',
} as const;
const user = { userId: 'eve', tenantId: 'contoso.com', name: 'Eve', email: 'eve@contoso.com' };

/** The stream a command writes (V-05), and the account it belongs to (architecture §4). */
const addressOf = (actor: string, json: Json): readonly [string, string | undefined] => {
  const envelope = asEnvelope(actor, '2024-01-10', json);
  const aggregate = aggregateFor(envelope.command);
  const stream = aggregate.stream(envelope.command);
  const facts: DomainTypes['Facts'] = contoso.facts(actor, '2024-01-10', json);
  return [stream, aggregate.account(envelope, contoso.state(stream), facts)];
};

describe('which stream a command writes, and whose account that is (§3.0)', () => {
  test.each<readonly [string, Json, string, string | undefined]>([
    [
      'gina',
      { type: 'AddUser', pga: 'Contoso', guest: false, ...user },
      'partnerAccount-Contoso',
      'Contoso',
    ],
    [
      'MS',
      { type: 'AssociateTenant', tenantId: 'contoso.fr', pga: 'Contoso' },
      'tenant-contoso.fr',
      undefined,
    ],
    ['anna', { ...role, location: 'UK' }, 'partnerLocation-UK', 'Contoso'],
    ['anna', { ...role, location: 'all' }, 'partnerAccount-Contoso', 'Contoso'],
    [
      'gina',
      { type: 'RegisterLocation', pga: 'Contoso', pla: 'DE', name: 'Berlin', country: 'DE' },
      'partnerLocation-DE',
      'Contoso',
    ],
    ['MS', { type: 'CloseLocation', pla: 'US' }, 'partnerLocation-US', 'Fabrikam'],
    ['MS', { type: 'CloseLocation', pla: 'XX' }, 'partnerLocation-XX', undefined],
    ['MS', { type: 'OpenProgram', programId: 'IR' }, 'program-IR', undefined],
    [
      'MS',
      { type: 'EvaluateEligibility', programId: 'IR', pla: 'UK' },
      'eligibility-IR_UK',
      'Contoso',
    ],
  ])('%s sends %j', (actor, json, stream, account) => {
    expect(addressOf(actor, json)).toEqual([stream, account]);
  });

  test('a grant for all locations is never a location’s, whoever is asked', () => {
    const { command } = asEnvelope('anna', '2024-01-10', { ...role, location: 'all' });
    expect(command.type === 'AssignRole' && partnerLocation.stream(command)).toBe(
      'partnerLocation-Contoso',
    );
  });

  test('where there is no location, no account has it', () => {
    const evaluate = { type: 'EvaluateEligibility', programId: 'IR', pla: 'Nowhere' } as const;
    expect(addressOf('MS', evaluate)).toEqual(['eligibility-IR_Nowhere', undefined]);
  });
});
