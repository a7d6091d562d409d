import type { ServerResponse } from 'node:http';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { afterEach, expect, test } from 'vitest';
import { createHubClient } from '../api/client.ts';
import { listen, type TestServer } from '../testing/listen.ts';
import { followRun } from './follow-run.ts';

const runId = '01981d6e-7a4b-7000-8000-000000000001';
const patience = { attempts: 3, delayMs: 1 };

let server: TestServer | undefined;
afterEach(() => server?.close());

test('a stream that breaks is taken up again, until the run has ended', async () => {
  const streams = [[moment(1)], [], [moment(2), moment(3, 'completed')]];
  server = await listen((request, response) => {
    expect(request.url).toBe(`/api/v1/runs/${runId}/events`);
    expect(request.headers.authorization).toBe('Bearer key');
    sendThenBreak(response, streams.shift() ?? []);
  });
  expect(await follow(server.url)).toEqual([1, 2, 3]);
});

test('a hub that stays away is unreachable, after some patience', async () => {
  let calls = 0;
  server = await listen((request) => {
    calls += 1;
    request.socket.destroy();
  });
  await expect(follow(server.url)).rejects.toMatchObject({ code: 'HUB_UNREACHABLE' });
  expect(calls).toBe(patience.attempts);
});

test('what the hub says is final', async () => {
  let calls = 0;
  server = await listen((_, response) => {
    calls += 1;
    const body = { code: 'INPUT_NOT_FOUND', message: 'no run', remedy: '', requestId: 'r' };
    response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await expect(follow(server.url)).rejects.toMatchObject({ code: 'INPUT_NOT_FOUND' });
  expect(calls).toBe(1);
});

async function follow(url: string): Promise<number[]> {
  const hub = createHubClient({ url, apiKey: 'key' });
  const seen: number[] = [];
  for await (const progress of followRun(hub, runId, new AbortController().signal, patience)) {
    seen.push(progress.counts.succeeded);
  }
  return seen;
}

function sendThenBreak(response: ServerResponse, moments: readonly RunProgress[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const events = moments.map((each) => `event: message\ndata: ${JSON.stringify(each)}\n\n`);
  response.write(events.join('') || ': nothing yet\n\n', () => response.destroy());
}

function moment(succeeded: number, state: RunProgress['state'] = 'running'): RunProgress {
  const counts = { total: 3, pending: 3 - succeeded, failed: 0, cancelled: 0, ignored: 0 };
  return {
    runId,
    state,
    counts: { ...counts, succeeded },
    itemsPerSecond: null,
    reason: null,
    pause: null,
    inFlight: 0,
    failures: [],
    latencyMs: null,
    secondsLeft: null,
    at: '2026-11-21T10:00:00.000Z',
  };
}
