import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, jest, test } from '@jest/globals';
import { connectionSettings } from '../src/connection-settings.js';
import { grpcFault } from '../src/grpc-fault.js';
import { Wire } from '../src/wire.js';
import { rejection, withStores } from './with-stores.js';

// For a machine that is busy; a deadline to catch what hangs.
jest.setTimeout(60_000);

describe('a call on a connection that another call has given up was not sent', () => {
  test(
    'where its channel was closed before',
    withStores(async ({ server }) => {
      const wire = new Wire(connectionSettings(server.connectionString), undefined);
      await wire.open();
      wire.retire();
      await wire.open();
      const event = { id: randomUUID(), type: 'Noted', data: Buffer.of(), metadata: Buffer.of() };
      const append = { stream: 'note-a', expected: 0, events: [event] } as const;
      const error = await rejection(wire.append(append, 1_000));
      expect(grpcFault(error)).toMatchObject({ _tag: 'NotSent' });
      expect(server.served('append')).toBe(0);
    }),
  );

  test('where it was still looking for a node', async () => {
    const silent = createServer(() => undefined);
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const seeds = `esdb://127.0.0.1:${port},localhost:${port}?tls=false`;
    const wire = new Wire(connectionSettings(seeds), undefined);
    const opening = rejection(wire.open());
    wire.retire();
    expect(grpcFault(await opening)).toMatchObject({ _tag: 'NotSent' });
    silent.close();
  });
});
