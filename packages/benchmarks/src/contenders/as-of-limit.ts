// JSON.parse of every line, and a fold that overwrites: nothing is validated, and an impossible history goes unnoticed.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { measureReplay } from '../workloads/replay.js';

interface Line {
  readonly type: string;
  readonly data: { readonly pla: string };
  readonly metadata: { readonly effectiveAt: string };
}

await measureReplay(async ({ lines }, asOf) => {
  const waiting = new Map<string, string>();
  for await (const text of createInterface({ input: createReadStream(lines) })) {
    const { type, data, metadata } = JSON.parse(text) as Line;
    if (metadata.effectiveAt > asOf) continue;
    if (type === 'ProfileSubmitted') waiting.set(data.pla, metadata.effectiveAt);
    else if (type === 'ProfileValidated' || type === 'ProfileRejected') waiting.delete(data.pla);
  }
  return waiting.size;
});
