import { expect, test } from 'vitest';
import { describeOutcomes } from './describe-answer.ts';

test('what came of the answers to a turn is told as it is: not all have answered where one failed', () => {
  const answered = { state: 'answered' } as const;
  expect(describeOutcomes([])).toBe('');
  expect(describeOutcomes([answered])).toBe('The model has answered.');
  expect(describeOutcomes([{ state: 'failed' }])).toBe('Of 1 model: 1 failed.');
  expect(describeOutcomes([answered, answered])).toBe('The models have answered.');
  expect(describeOutcomes([answered, { state: 'failed' }, { state: 'stopped' }])).toBe(
    'Of 3 models: 1 answered, 1 failed, 1 stopped.',
  );
});
