import type { Outcome } from '@patchbay/core/error/outcome.ts';
import type { Ontology } from '@patchbay/core/ontology/ontology.ts';
import type { ModelAnswer, PredictionProtocol } from '@patchbay/protocols/prediction-protocol.ts';
import { v7Protocol } from '@patchbay/protocols/v7/protocol.ts';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type AnswerDecoder, createAnswerDecoder } from './answer-decoder.ts';
import type { DecodePoolSettings } from './decode-pool.ts';

const v7: PredictionProtocol = v7Protocol;
const ontology: Ontology = { tools: [{ kind: 'polygon', name: 'leaf' }], classifications: [] };
const row = { type: 'image' as const, size: { width: 4000, height: 3000 } };
const context = {
  connection: v7Protocol.connectionSchema.parse({ url: 'https://model.example.com' }),
  ontology,
  parameters: {},
};
const headers = { 'content-type': 'application/json' };

/** An answer of V7 with outlines of 6,000 points each; five of them have more than 1 MB. */
function writeOutlines(count: number): string {
  const path = Array.from({ length: 6000 }, (_, index) => ({
    x: 2000 + 1000 * Math.cos(index / 955),
    y: 1500 + 1000 * Math.sin(index / 955),
  }));
  const results = Array.from({ length: count }, (_, index) => ({
    name: index % 7 === 0 ? 'unknown 🦊' : 'leaf',
    label: 'leaf',
    confidence: index / count,
    polygon: { path },
  }));
  return JSON.stringify({ status: 'succeeded', results });
}

const long = writeOutlines(9);

function createDecoder(settings: Partial<DecodePoolSettings> = {}): AnswerDecoder {
  const decoder = createAnswerDecoder(settings);
  onTestFinished(() => decoder.close());
  return decoder;
}

async function decode(decoder: AnswerDecoder, body: string, signal?: AbortSignal) {
  const task = { response: { status: 200, headers, body }, row, context };
  return await decoder.decodeAnswer(v7, task, signal);
}

function decodeInPlace(body: string): Outcome<ModelAnswer> {
  return v7.decodeResponse({ status: 200, headers, body }, row, context);
}

/**
 * The longest time, in milliseconds, for which this thread was busy between two turns of a timer while
 * some work was under way. Time in which the machine let others run does not count.
 */
async function measureLongestDelay(work: () => Promise<unknown>): Promise<number> {
  let longest = 0;
  let last = busyMs();
  const look = () => {
    const now = busyMs();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  await work();
  clearInterval(timer);
  look();
  return longest;
}

function busyMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

describe('a long answer', () => {
  test('is read on another thread as it is read on this one', async () => {
    expect(long.length).toBeGreaterThan(2 * 1024 * 1024);
    const decoder = createDecoder();
    const outcomes = await Promise.all([long, long, long].map((body) => decode(decoder, body)));
    const wanted = JSON.stringify(decodeInPlace(long));
    for (const outcome of outcomes) expect(JSON.stringify(outcome) === wanted).toBe(true);
    expect(outcomes[0]).toMatchObject({
      ok: true,
      value: { annotations: { length: 9, 0: { class: 'unknown 🦊' }, 1: { class: 'leaf' } } },
      warnings: [
        { code: 'LABEL_DIFFERS', count: 2 },
        { code: 'CLASS_UNKNOWN', count: 2 },
      ],
    });
  });

  test.each([
    ['was cut off', long.slice(0, -9)],
    ['has a point without y', long.replace('"y":', '"z":')],
    ['is followed by another', `${long}${long}`],
  ])('that %s fails with the words and the place that it has on this thread', async (_, body) => {
    const outcome = await decode(createDecoder(), body);
    expect(outcome.ok).toBe(false);
    expect(outcome).toEqual(decodeInPlace(body));
  });

  test('holds up nothing else while it is read', async () => {
    const longest = writeOutlines(43);
    expect(longest.length).toBeGreaterThan(12_000_000);
    const decoder = createDecoder();
    await decode(decoder, longest); // Starts the thread.
    const inPlace = await measureLongestDelay(async () => decodeInPlace(longest));
    const apart = await measureLongestDelay(() => decode(decoder, longest));
    expect(inPlace / apart).toBeGreaterThan(3);
  });

  test('fails where its thread dies; the next one gets a new thread', async () => {
    const workerFile = new URL('testing/dying-worker.ts', import.meta.url);
    const decoder = createDecoder({ workerFile, threads: 1 });
    for (const body of [long, long]) {
      expect(await decode(decoder, body)).toMatchObject({
        ok: false,
        problem: { code: 'INTERNAL', message: expect.stringContaining('ended with status 7') },
      });
    }
  });

  test('that takes too long fails, and what is read of it later is not taken for the next', async () => {
    const decoder = createDecoder({ timeLimitMs: 1, threads: 1 });
    for (const body of [long, `${long} `]) {
      expect(await decode(decoder, body)).toMatchObject({
        ok: false,
        problem: {
          code: 'MODEL_RESPONSE_TOO_LARGE',
          message: expect.stringMatching(`^The answer of ${body.length} characters .* within 1 ms`),
        },
      });
    }
  });

  test('is given up with the reason of the caller, also while it waits for its turn', async () => {
    const decoder = createDecoder({ threads: 1 });
    const controller = new AbortController();
    const first = decode(decoder, long);
    const second = decode(decoder, long, controller.signal);
    controller.abort(new Error('The run was cancelled'));
    await expect(second).rejects.toThrow('The run was cancelled');
    await expect(decode(decoder, long, controller.signal)).rejects.toThrow('cancelled');
    expect((await first).ok).toBe(true);
  });

  test('that was given up while it was read is not taken for the next', async () => {
    const decoder = createDecoder({ threads: 1 });
    const controller = new AbortController();
    const given = decode(decoder, long, controller.signal);
    controller.abort(new Error('The run was cancelled'));
    await expect(given).rejects.toThrow('The run was cancelled');
    const other = long.replace('"confidence":0,', '"confidence":0.125,');
    const outcome = await decode(decoder, other);
    expect(outcome.ok && outcome.value.annotations[0]?.confidence).toBe(0.125);
  });

  test('is read to its end before the threads are ended', async () => {
    const decoder = createDecoder();
    const reading = decode(decoder, long);
    await decoder.close();
    expect((await reading).ok).toBe(true);
  });

  test('of a protocol that is in no list is read in place', async () => {
    const task = { response: { status: 200, headers, body: long }, row, context };
    const outcome = await createDecoder({ timeLimitMs: 1 }).decodeAnswer({ ...v7 }, task);
    expect(outcome.ok).toBe(true);
  });
});

test('a short answer is read in place, without a thread', async () => {
  const outcome = await decode(createDecoder({ timeLimitMs: 1 }), writeOutlines(1));
  expect(outcome.ok).toBe(true);
});

test('of answers that came together one is read, then all else that waits is done', async () => {
  const decoder = createDecoder();
  const readBetween: number[] = [];
  let read = 0;
  let isOver = false;
  const look = (): void => {
    readBetween.push(read);
    read = 0;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  const readOne = async () => {
    await decode(decoder, writeOutlines(1));
    read += 1;
  };
  await Promise.all([readOne(), readOne(), readOne()]);
  isOver = true;
  expect(Math.max(read, ...readBetween)).toBe(1);
});

test('a long list of classes is read on another thread, too', async () => {
  const classes = Array.from({ length: 60_000 }, (_, index) => ({
    name: `class ${index}`,
    type: index % 2 === 0 ? 'polygon' : 'of no contract',
  }));
  const response = { status: 200, headers, body: JSON.stringify(classes) };
  const outcome = await createDecoder().decodeClasses(v7, { response });
  expect(outcome).toEqual(v7.discovery?.decodeResponse(response));
  expect(outcome.ok).toBe(false);
});
