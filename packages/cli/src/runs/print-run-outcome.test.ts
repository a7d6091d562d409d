import { PassThrough } from 'node:stream';
import type { RunSummary, RunView } from '@patchbay/core/api/run-routes.ts';
import { expect, test } from 'vitest';
import { createTerminal } from '../terminal/terminal.ts';
import { printRunOutcome } from './print-run-outcome.ts';

const run: RunView = {
  id: '0193b0a0-0000-7000-8000-000000000001',
  name: 'Cars on streets',
  state: 'completed',
  reason: null,
  pause: null,
  model: { id: 'm', name: 'Cars', revisionId: 'r', revision: 1 },
  dataset: { id: 'd', name: 'Streets' },
  protocol: 'v7',
  parameters: {},
  selection: null,
  preview: false,
  reuseResults: false,
  counts: { total: 3, succeeded: 3, failed: 0, pending: 0, cancelled: 0, ignored: 0 },
  createdAt: '2026-01-01T00:00:00.000Z',
  startedAt: null,
  finishedAt: null,
};
const summary: RunSummary = {
  reused: 0,
  annotations: 30,
  warnings: 0,
  classes: [],
  warningCodes: [],
  failures: [],
  suspicions: [],
  statistics: {
    items: 0,
    perItem: [],
    confidences: new Array<number>(20).fill(0),
    withoutConfidence: 0,
  },
};

function print(changes: Partial<RunSummary>, shown = run): string {
  const stdout = new PassThrough();
  const { out } = createTerminal({ stdout, stderr: new PassThrough(), json: false });
  printRunOutcome(out, shown, { ...summary, ...changes }, 'http://hub');
  return String(stdout.read());
}

test('what the coordinates of a run look like is told with its remedy (fault D2)', () => {
  const title = '98 % of the shapes look like parts of the image from 0 to 1.';
  const remedy = 'The contract wants pixels.';
  const told = print({
    suspicions: [{ kind: 'normalised', share: 0.98, count: 98, title, remedy }],
  });
  expect(told).toContain(`⚠ ${title}\n    → ${remedy}\n`);
  expect(print({})).not.toContain('⚠');
});

test('a run that uses results again says for how many items, and no other run speaks of it', () => {
  const told = print({ reused: 2 }, { ...run, reuseResults: true });
  expect(told).toContain('2 results of earlier runs used again, without a call');
  expect(print({})).not.toContain('used again');
});
