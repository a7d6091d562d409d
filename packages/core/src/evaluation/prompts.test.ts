import { describe, expect, test } from 'vitest';
import type { Json } from '../json.ts';
import { readAnswerWords } from './answer-words.ts';
import {
  defaultJudgeInstruction,
  judgeInstructionSchema,
  writeJudgeMessage,
} from './judge-instruction.ts';
import { readVerdict } from './judge-verdict.ts';
import { findRepeatedMeaning, readPromptRecord } from './prompt-columns.ts';
import { describePrompt, readCompletions, readExpected } from './prompt-row.ts';

describe('a record of a prompt set', () => {
  test('is read by its columns, whatever of their names is used, and keeps all else', () => {
    const read = readPromptRecord({
      Prompt: 'What is 6 × 7?',
      'Expected Completion': '42',
      system_prompt: 'Be brief.',
      'completion: GPT-4': '41',
      completion_mine: '43',
      'Answer : Ann': '44',
      id: 'q1',
      topic: 'sums',
      response_time: 12,
      output_tokens: '7',
      'answer type': 'number',
    });
    expect(read).toMatchObject({
      ok: true,
      value: {
        prompt: 'What is 6 × 7?',
        system: 'Be brief.',
        key: 'q1',
        metadata: {
          expected_completion: '42',
          completions: { 'GPT-4': '41', mine: '43', Ann: '44' },
          topic: 'sums',
          response_time: 12,
          output_tokens: '7',
          'answer type': 'number',
        },
      },
    });
    const metadata = read.ok ? read.value.metadata : {};
    expect(readExpected(metadata)).toBe('42');
    expect([...readCompletions(metadata)]).toEqual([
      ['GPT-4', '41'],
      ['mine', '43'],
      ['Ann', '44'],
    ]);
  });

  test('without a prompt, or with two columns for the same, is refused with what to do', () => {
    expect(readPromptRecord({ prompt: ' ', expected: '1' })).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('has no prompt') },
    });
    expect(readPromptRecord({ prompt: 'a', question: 'b' })).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('"prompt" and "question"') },
    });
    expect(readPromptRecord({ prompt: ['a'] })).toMatchObject({ ok: false });
    expect(readPromptRecord({ prompt: 'a', completions: { me: 1 } })).toMatchObject({ ok: false });
    expect(findRepeatedMeaning(['prompt', 'system', 'expected'])).toBeNull();
  });
});

test('a prompt in words is its text, its one turn, or its turns with who speaks', () => {
  const say = (role: 'system' | 'user', text: string) => ({
    role,
    parts: [{ type: 'text' as const, text }],
  });
  expect(describePrompt({ text: 'words', turns: null })).toBe('words');
  expect(describePrompt({ text: null, turns: [say('user', 'Hi')] })).toBe('Hi');
  expect(
    describePrompt({ text: null, turns: [say('system', 'Be brief'), say('user', 'Hi')] }),
  ).toBe('system: Be brief\n\nuser: Hi');
});

test('the words of an answer are its free texts, or its annotations as JSON', () => {
  const words = (text: string) =>
    ({ kind: 'free_text', class: 'answer', confidence: null, text }) as const;
  expect(readAnswerWords([words('one'), words('two')])).toBe('one\ntwo');
  expect(readAnswerWords([])).toBe('');
  const radio = { kind: 'radio', class: 'mood', confidence: null, option: 'good' } as const;
  expect(JSON.parse(readAnswerWords([radio]))).toEqual([radio]);
});

describe('a judge', () => {
  test('is sent the prompt, what was expected and the answer, in one go', () => {
    const message = writeJudgeMessage('{prompt}|{expected}|{answer}|{other}', {
      prompt: 'say {answer}',
      expected: null,
      answer: '$& {prompt}',
    });
    expect(message).toBe('say {answer}|(none given)|$& {prompt}|{other}');
  });

  test('cannot be instructed without the answer', () => {
    expect(judgeInstructionSchema.safeParse('Grade {prompt}').success).toBe(false);
    expect(judgeInstructionSchema.parse(undefined)).toBe(defaultJudgeInstruction);
  });

  test('gives a score from 1 to 5 with a reason; anything else is no verdict', () => {
    expect(readVerdict({ score: '4', reason: ' fine ', confidence: 1 })).toMatchObject({
      ok: true,
      value: { score: 4, reason: 'fine' },
    });
    const wrongs: Json[] = [
      { score: 6, reason: 'x' },
      { score: 3 },
      { reason: 'x' },
      'good',
      null,
      { score: '4/5', reason: 'x' },
    ];
    for (const wrong of wrongs) {
      expect(readVerdict(wrong)).toMatchObject({
        ok: false,
        problem: { code: 'MODEL_RESPONSE_INVALID' },
      });
    }
  });
});
