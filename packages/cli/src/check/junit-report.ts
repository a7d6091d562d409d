import {
  type CheckReport,
  countStatuses,
  type Evidence,
  type Finding,
} from '@patchbay/core/conformance/check-report.ts';
import { areaOf } from '@patchbay/core/conformance/rules.ts';

/** A report as build servers read it: a test for each rule; what is only warned of is in its output. */
export function writeJunitReport(report: CheckReport, failOn: 'error' | 'warning'): string {
  const { skipped } = countStatuses(report.findings);
  const failures = report.findings.filter((finding) => isFailure(finding, failOn)).length;
  const name = escapeXml(`${report.protocol} at ${report.url}`);
  const seconds = (report.durationMs / 1000).toFixed(3);
  const counts = `tests="${report.findings.length}" failures="${failures}" skipped="${skipped}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite name="${name}" ${counts} time="${seconds}" timestamp="${report.startedAt}">`,
    ...report.findings.map((finding) => writeCase(finding, failOn)),
    '</testsuite></testsuites>\n',
  ].join('\n');
}

/** Whether a finding fails a build. */
export function isFailure({ status }: Finding, failOn: 'error' | 'warning'): boolean {
  return status === 'failed' || (status === 'warned' && failOn === 'warning');
}

function writeCase(finding: Finding, failOn: 'error' | 'warning'): string {
  const { rule, title, status, message } = finding;
  const head = `<testcase classname="${areaOf(rule)}" name="${escapeXml(`${rule}: ${title}`)}">`;
  return `${head}${writeResult()}</testcase>`;

  function writeResult(): string {
    if (status === 'skipped') return `<skipped message="${escapeXml(message)}"/>`;
    if (isFailure(finding, failOn)) {
      return `<failure message="${escapeXml(message)}">${escapeXml(describe(finding))}</failure>`;
    }
    return `<system-out>${escapeXml(status === 'passed' ? message : describe(finding))}</system-out>`;
  }
}

function describe({ message, evidence, remedy }: Finding): string {
  return [message, ...evidence.map(describeEvidence), `What to do: ${remedy}`].join('\n');
}

function describeEvidence({ about, message, pointer, received }: Evidence): string {
  const place = pointer ? ` at ${pointer}` : '';
  const answer = received ? ` It came: ${received.status} ${received.body}` : '';
  return `${about}${place}: ${message}${answer}`;
}

/** What is written of other people's words must be XML: no control characters, no marks of its own. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
