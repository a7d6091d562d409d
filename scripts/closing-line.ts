import { existsSync, readFileSync } from 'node:fs';

/**
 * Prints the last line of a test run, `N passed, N failed`, from the JSON report of vitest:
 * `node scripts/closing-line.ts <report> <exit status>`. A file that could not be loaded counts as a
 * failure, and so does a step that failed before or beside the tests.
 */

interface Report {
  numPassedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** Counts passed and failed tests; `exitStatus` is that of the whole test command. */
export function countResults(report: Report | null, exitStatus: number): string {
  const failures = (report?.testResults ?? []).map((file) => {
    const failed = file.assertionResults.filter((test) => test.status === 'failed').length;
    return file.status === 'failed' ? Math.max(failed, 1) : failed;
  });
  const failed = failures.reduce((sum, count) => sum + count, 0);
  const counted = exitStatus !== 0 && failed === 0 ? 1 : failed;
  return `${report?.numPassedTests ?? 0} passed, ${counted} failed`;
}

if (import.meta.main) {
  const [path = '', exitStatus = '1'] = process.argv.slice(2);
  const report = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null;
  console.log(countResults(report, Number(exitStatus)));
}
