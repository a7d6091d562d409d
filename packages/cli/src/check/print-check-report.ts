import {
  type CheckReport,
  countStatuses,
  type Finding,
  type FindingStatus,
} from '@patchbay/core/conformance/check-report.ts';
import { ruleAreas } from '@patchbay/core/conformance/rule-definition.ts';
import { areaOf, type RuleId } from '@patchbay/core/conformance/rules.ts';
import type { Output, Style } from '../terminal/terminal.ts';
import { countOf } from '../terminal/wording.ts';
import { printTrouble } from './print-trouble.ts';

const signs: {
  readonly [Status in FindingStatus]: readonly [sign: string, style: Style];
} = {
  passed: ['✓', 'green'],
  noted: ['·', 'cyan'],
  warned: ['⚠', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['–', 'dim'],
};

/** What a person has to look at, the worst first. */
const troubles = ['failed', 'warned', 'noted'] as const;

/** Rules whose words tell what the endpoint is, when they are kept. */
const telling = new Set<RuleId>([
  'reach-answers',
  'classes-listed',
  'bounds-cold-time',
  'bounds-warm-time',
]);

/**
 * Prints what was found out: what the endpoint answered, what is wrong with it and what to do, then the
 * rules area by area. `isVerbose` lists those, too, that were kept.
 */
export function printCheckReport(
  out: Output,
  report: CheckReport,
  { isVerbose }: { readonly isVerbose: boolean },
): void {
  out.line(`${out.paint('bold', report.protocol)} at ${report.url}`);
  for (const { rule, status, message } of report.findings) {
    if (status === 'passed' && telling.has(rule)) out.line(`  ${message}`);
  }
  for (const status of troubles) {
    for (const finding of report.findings) {
      if (finding.status === status) printTrouble(out, finding, signs[status]);
    }
  }
  out.line();
  for (const [area, title] of Object.entries(ruleAreas)) {
    const findings = report.findings.filter(({ rule }) => areaOf(rule) === area);
    if (findings.length === 0) continue;
    printArea(out, title, findings);
    if (isVerbose) for (const finding of findings) printRule(out, finding);
  }
  printSkipped(out, report.findings);
  printSummary(out, report);
}

/** An area in a line: its worst sign, and how many of its rules were kept. */
function printArea(out: Output, title: string, findings: readonly Finding[]): void {
  const counts = countStatuses(findings);
  const worst = [...troubles, 'passed' as const].find((status) => counts[status] > 0) ?? 'skipped';
  const [sign, style] = signs[worst];
  const parts = [
    counts.passed > 0 ? `${counts.passed} kept` : '',
    counts.failed > 0 ? `${counts.failed} broken` : '',
    counts.warned > 0 ? countOf(counts.warned, 'warning') : '',
    counts.skipped > 0 ? `${counts.skipped} not tried` : '',
  ].filter((part) => part !== '');
  out.line(`${out.paint(style, sign)} ${title.padEnd(22)} ${out.paint('dim', parts.join(', '))}`);
}

function printRule(out: Output, { rule, status, title, message }: Finding): void {
  if (status === 'skipped') return;
  const [sign, style] = signs[status];
  const said = status === 'passed' ? `  ${message}` : '';
  out.line(`    ${out.paint(style, sign)} ${title}  ${out.paint('dim', `${rule}${said}`)}`);
}

/** What was not tried, reason by reason. */
function printSkipped(out: Output, findings: readonly Finding[]): void {
  const skipped = findings.filter(({ status }) => status === 'skipped');
  if (skipped.length === 0) return;
  out.line();
  out.line(out.paint('dim', 'Not tried:'));
  for (const [reason, group] of Map.groupBy(skipped, ({ message }) => message)) {
    out.line(out.paint('dim', `  ${reason} (${group.map(({ rule }) => rule).join(', ')})`));
  }
}

function printSummary(out: Output, report: CheckReport): void {
  const { warned, failed } = countStatuses(report.findings);
  const seconds = (report.durationMs / 1000).toFixed(1);
  const effort = `${report.depth} check, ${countOf(report.calls, 'call')} in ${seconds} s`;
  const warnings = warned === 0 ? 'no warnings' : countOf(warned, 'warning');
  const words = report.passed
    ? `The endpoint is conformant, with ${warnings}.`
    : describeFailure(failed, warnings);
  const style: Style = report.passed ? ['bold', 'green'] : ['bold', 'red'];
  out.line();
  out.line(`${out.paint(style, words)}  ${out.paint('dim', effort)}`);
}

function describeFailure(failed: number, warnings: string): string {
  return failed === 0
    ? 'The endpoint could not be checked.'
    : `The endpoint is not conformant: ${countOf(failed, 'rule')} broken, ${warnings}.`;
}
