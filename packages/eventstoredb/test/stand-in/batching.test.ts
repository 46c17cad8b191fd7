import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streamsGrpc from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { describe, expect, test } from '@jest/globals';
import grpc from '@grpc/grpc-js';
import { until, withServer } from './with-server.js';

describe('BatchAppend of the stand-in', () => {
  test(
    'answers a bad event id twice, as the real one does: at once, and when its deadline has passed; the call goes on',
    withServer(async ({ server }) => {
      const target = `127.0.0.1:${server.port}`;
      const client = new streamsGrpc.StreamsClient(target, grpc.credentials.createInsecure());
      const call = client.batchAppend();
      try {
        const answers: string[] = [];
        call.on('data', (answer: streams.BatchAppendResp) =>
          answers.push(answer.getError()?.getMessage() ?? 'success'),
        );
        call.on('error', () => undefined);
        call.write(request('seven'));
        await until(() => answers.length === 2);
        call.write(request(randomUUID()));
        await until(() => answers.length === 3);
        expect(answers).toEqual(['BadRequest', 'Timeout', 'WrongExpectedVersion']);
      } finally {
        call.cancel();
        client.close();
      }
    }),
  );
});

const request = (id: string): streams.BatchAppendReq => {
  const event = new streams.BatchAppendReq.ProposedMessage().setId(new shared.UUID().setString(id));
  event.getMetadataMap().set('type', 't').set('content-type', 'application/json');
  return new streams.BatchAppendReq()
    .setCorrelationId(new shared.UUID().setString(randomUUID()))
    .setIsFinal(true)
    .setProposedMessagesList([event])
    .setOptions(
      new streams.BatchAppendReq.Options()
        .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from('a-1')))
        .setStreamPosition('0'),
    );
};
