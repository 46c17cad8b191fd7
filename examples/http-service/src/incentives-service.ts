import { createServer, type IncomingMessage, type Server } from 'node:http';
import { json } from 'node:stream/consumers';
import type { CommandInput, Incentives, NotExecuted } from '@partner-incentives/incentives';
import { isLeft } from 'fp-ts/lib/Either.js';

/** `POST /commands` executes a command as whoever is signed in; `GET /overview?as=ines` shows what they see. */
export const incentivesService = (incentives: Incentives): Server =>
  createServer((request, response) => {
    void answer(incentives, request)
      .catch((error: unknown): Answer => [500, { error: String(error) }])
      .then(([status, body]) =>
        response
          .writeHead(status, { 'content-type': 'application/json' })
          .end(JSON.stringify(body)),
      );
  });

type Answer = readonly [status: number, body: unknown];

const answer = async (incentives: Incentives, request: IncomingMessage): Promise<Answer> => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (request.method === 'POST' && pathname === '/commands') {
    // Your login sets this header and lets nobody else set it: the library believes what you say.
    const actor = request.headers['x-user'];
    if (typeof actor !== 'string') return [401, { error: 'Who are you?' }];
    const input = await json(request).catch(() => ({}));
    const executed = await incentives.execute({ ...(input as CommandInput), actor })();
    return isLeft(executed)
      ? [statusOf(executed.left), executed.left]
      : [200, { events: executed.right.events.map(({ event }) => event) }];
  }
  if (request.method === 'GET' && pathname === '/overview') {
    await incentives.settled();
    return [200, await incentives.views.overview({ viewer: searchParams.get('as') ?? '' })];
  }
  return [404, { error: 'POST /commands, or GET /overview?as=<user>' }];
};

/** A refusal names the rule and who can fix it; anything else means: send it again. */
const statusOf = (refused: NotExecuted): number => {
  if (refused._tag === 'MalformedCommand') return 400;
  return 'rule' in refused ? 409 : 503;
};
