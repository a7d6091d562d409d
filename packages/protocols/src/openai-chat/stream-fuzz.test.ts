import { test } from 'vitest';
import * as z from 'zod';
import { findOutcomeFault } from '../testing/fuzz/find-outcome-fault.ts';
import { fuzz } from '../testing/fuzz/fuzz.ts';
import { toSample } from '../testing/fuzz/mutate-case.ts';
import { readFixture } from '../testing/read-fixture.ts';
import { createChatStreamReader } from './read-stream.ts';

const read = (name: string) => toSample(readFixture(import.meta.url, `streams/${name}.txt`));

test('mutations of streams are read or refused, at once and without an exception', () => {
  fuzz(
    {
      name: 'streams of openai-chat',
      samples: [read('openai'), read('tgi'), read('ollama-tool-call'), read('legacy-completion')],
      read(body) {
        const reader = createChatStreamReader();
        // In pieces of any length, which the length of the body decides.
        const step = 1 + (body.length % 97);
        for (let at = 0; at < body.length; at += step) reader.push(body.slice(at, at + step));
        return reader.end();
      },
      findFault: (outcome, body) =>
        findOutcomeFault(outcome, body, { schema: z.object({}), family: /^MODEL_/ }),
    },
    5000,
  );
}, 60_000);
