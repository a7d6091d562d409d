import type { Evidence, Finding } from '@patchbay/core/conformance/check-report.ts';
import type { Output, Style } from '../terminal/terminal.ts';

/** Prints a rule that was broken: what was seen, the evidence, and what to do. */
export function printTrouble(
  out: Output,
  { rule, title, message, remedy, evidence, problem }: Finding,
  [sign, style]: readonly [sign: string, style: Style],
): void {
  out.line();
  out.line(`${out.paint(style, `${sign} ${title}`)}  ${out.paint('dim', rule)}`);
  out.line(`  ${message}${problem ? `  ${out.paint('dim', problem.code)}` : ''}`);
  for (const one of evidence) printEvidence(out, one);
  out.line(`  ${out.paint('cyan', '→')} ${remedy}`);
}

function printEvidence(out: Output, evidence: Evidence): void {
  const { about, pointer, sent, received, latencyMs } = evidence;
  const time = latencyMs === null ? '' : `, ${Math.round(latencyMs)} ms`;
  const lines = [`${about}${pointer ? ` at ${pointer}` : ''}${time}`];
  if (sent) lines.push(`sent  ${sent.method} ${sent.url}${sent.body ? `  ${sent.body}` : ''}`);
  if (received) {
    const type = received.contentType ? ` ${received.contentType}` : '';
    lines.push(`came  ${received.status}${type}  ${received.body}`);
  }
  for (const line of lines) out.line(out.paint('dim', `    ${line}`));
}
