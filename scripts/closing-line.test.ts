import { expect, it } from 'vitest';
import { countResults } from './closing-line.ts';

const passed = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'passed' }] };
const failed = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
const broken = { status: 'failed', assertionResults: [] };

it('counts the tests that passed and failed', () => {
  const report = { numPassedTests: 3, testResults: [passed, failed] };
  expect(countResults(report, 1)).toBe('3 passed, 1 failed');
});

it('counts a test file that could not be loaded as a failure', () => {
  const report = { numPassedTests: 2, testResults: [passed, broken] };
  expect(countResults(report, 1)).toBe('2 passed, 1 failed');
});

it('counts a failure beside the tests, which no test reports', () => {
  expect(countResults({ numPassedTests: 2, testResults: [passed] }, 1)).toBe('2 passed, 1 failed');
});

it('counts a step that failed before the tests', () => {
  expect(countResults(null, 1)).toBe('0 passed, 1 failed');
});
