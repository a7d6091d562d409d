import { PassThrough } from 'node:stream';
import type { RunProgress } from '@patchbay/core/run/run-progress.ts';
import { expect, test } from 'vitest';
import type { Output } from '../terminal/terminal.ts';
import { createProgressDisplay } from './progress-display.ts';

test('a terminal sees one line that is drawn over and fits its width', () => {
  const { output, written } = recordOutput({ isInteractive: true, columns: 60 });
  const display = createProgressDisplay(output, 'labels');
  display.show(moment(500));
  display.show(moment(1000, 'completed'));
  display.end();
  const frames = written().split('\r\u001B[2K').slice(1);
  expect(frames).toHaveLength(2);
  expect(frames[0]).toBe(`labels ${'█'.repeat(12)}${'─'.repeat(12)} 500 of 1,000`);
  expect(frames[1]).toBe(`labels ${'█'.repeat(24)} 1,000 of 1,000\n`);
  for (const frame of frames) expect(frame.trimEnd().length).toBeLessThanOrEqual(60);
});

test('a log sees a line every few seconds and one at the end', () => {
  let time = 0;
  const { output, written } = recordOutput({ isInteractive: false, columns: 80 });
  const display = createProgressDisplay(output, 'labels', () => time);
  for (const [at, done] of [
    [0, 1],
    [1000, 2],
    [4999, 3],
    [5000, 4],
  ] as const) {
    time = at;
    display.show(moment(done));
  }
  display.show(moment(1000, 'completed'));
  display.end();
  expect(written()).toBe(
    ['labels 1 of 1,000', 'labels 4 of 1,000', 'labels 1,000 of 1,000', ''].join('\n'),
  );
});

function moment(done: number, state: RunProgress['state'] = 'running'): RunProgress {
  return {
    runId: '01981d6e-7a4b-7000-8000-000000000001',
    state,
    counts: {
      total: 1000,
      pending: 1000 - done,
      succeeded: done,
      failed: 0,
      cancelled: 0,
      ignored: 0,
    },
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

function recordOutput(like: Pick<Output, 'isInteractive' | 'columns'>) {
  const parts: string[] = [];
  const output: Output = {
    ...like,
    stream: new PassThrough(),
    write: (text) => void parts.push(text),
    line: (text = '') => void parts.push(`${text}\n`),
    paint: (_style, text) => text,
  };
  return { output, written: () => parts.join('') };
}
