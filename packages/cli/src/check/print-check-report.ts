import { errorCodes } from '@patchbay/core/error/codes.ts';
import { warningCodes } from '@patchbay/core/error/warning-codes.ts';
import type { CheckReport, CheckStep } from '@patchbay/core/model/check-report.ts';
import type { Output, Style } from '../terminal/terminal.ts';

const signs: { readonly [Status in CheckStep['status']]: readonly [sign: string, style: Style] } = {
  passed: ['✓', 'green'],
  warned: ['⚠', 'yellow'],
  failed: ['✗', 'red'],
  skipped: ['–', 'dim'],
};

/** Prints what was tried on an endpoint, how each step went, and what to do about it. */
export function printCheckReport(out: Output, report: CheckReport): void {
  out.line(`${out.paint('bold', report.protocol)} at ${report.url}`);
  for (const step of report.steps) printStep(out, step);
  out.line(
    report.passed
      ? out.paint(['bold', 'green'], 'The endpoint can be used.')
      : out.paint(['bold', 'red'], 'The endpoint cannot be used as it is.'),
  );
}

function printStep(out: Output, step: CheckStep): void {
  const [sign, style] = signs[step.status];
  const time =
    step.latencyMs === null ? '' : out.paint('dim', `  ${Math.round(step.latencyMs)} ms`);
  out.line(`  ${out.paint(style, `${sign} ${step.title}`)}${time}`);
  if (step.finding) out.line(`    ${step.finding}`);
  if (step.problem) {
    const { code, message } = step.problem;
    if (message !== step.finding) out.line(`    ${message}`);
    out.line(`    ${out.paint('cyan', '→')} ${errorCodes[code].remedy}  ${out.paint('dim', code)}`);
  }
  for (const { code, message, pointer } of step.warnings) {
    const place = pointer === '' ? '' : `${pointer}: `;
    out.line(`    ${out.paint('yellow', `⚠ ${place}${message}`)}  ${out.paint('dim', code)}`);
    out.line(`      ${out.paint('cyan', '→')} ${warningCodes[code].remedy}`);
  }
}
