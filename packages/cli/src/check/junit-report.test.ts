import type { CheckReport, Finding } from '@patchbay/core/conformance/check-report.ts';
import { expect, test } from 'vitest';
import { writeJunitReport } from './junit-report.ts';

const finding: Finding = {
  rule: 'json-plain',
  severity: 'warning',
  title: 'The JSON has no comments',
  status: 'warned',
  message: 'A comment <here> & "there".\u0000',
  count: 1,
  evidence: [],
  remedy: 'Leave it out.',
};
const report: CheckReport = {
  protocol: 'foundry',
  url: 'http://127.0.0.1/?a=1&b=2',
  depth: 'quick',
  startedAt: '2026-11-21T12:00:00.000Z',
  durationMs: 1234,
  calls: 1,
  latency: { coldMs: 1, warmMs: null, limitMs: 30_000 },
  passed: true,
  findings: [
    finding,
    { ...finding, rule: 'json-valid', severity: 'error', status: 'failed' },
    { ...finding, rule: 'json-keys', status: 'skipped', message: 'Not tried.' },
    { ...finding, rule: 'json-bare', status: 'passed', message: 'Fine.' },
  ],
};

test('each rule is a test; words of others are escaped, and what XML cannot hold is replaced', () => {
  const xml = writeJunitReport(report, 'error');
  expect(xml.match(/<testcase /g)).toHaveLength(4);
  expect(xml).toContain('tests="4" failures="1" skipped="1" time="1.234"');
  expect(xml).toContain('name="foundry at http://127.0.0.1/?a=1&amp;b=2"');
  expect(xml).toContain('A comment &lt;here&gt; &amp; &quot;there&quot;.\ufffd');
  expect(xml).not.toContain('\u0000');
  expect(xml).toContain('<skipped message="Not tried."/>');
});

test('a warning fails where warnings fail the build', () => {
  expect(writeJunitReport(report, 'warning')).toContain('failures="2"');
});
