import { expect, test } from 'vitest';
import { answerWith } from '../testing/respond.ts';
import { openAiChat } from './chat.ts';
import { openAiChatConnectionSchema } from './connection.ts';

const connect = (more: object = {}) =>
  openAiChatConnectionSchema.parse({ url: 'https://models.example.org', model: 'tiny', ...more });

const turn = (text: string) => ({
  role: 'user' as const,
  parts: [{ type: 'text' as const, text }],
});

function write(connection: object, system: string | null, parameters = {}) {
  const question = { system, turns: [turn('Hi'), turn('Again')] };
  return openAiChat.encodeQuestion(
    question,
    { connection: connect(connection), parameters },
    false,
  );
}

test('what the system is told takes the place of the words of the connection', () => {
  const own = write({ systemPrompt: 'Be brief.' }, null);
  const told = write({ systemPrompt: 'Be brief.' }, 'Be kind.');
  const first = (content: string) => ({
    value: { body: { messages: [{ role: 'system', content }, {}, {}] } },
  });
  expect(own).toMatchObject(first('Be brief.'));
  expect(told).toMatchObject(first('Be kind.'));
  expect(write({ systemPrompt: 'Be brief.' }, '')).toMatchObject({
    value: { body: { messages: [{ content: 'Hi' }, { content: 'Again' }] } },
  });
});

test('the legacy contract is asked the last turn alone', () => {
  expect(write({ api: 'completions' }, 'Be kind.', { max_tokens: 5 })).toMatchObject({
    value: { body: { prompt: 'Be kind.\n\nAgain', max_tokens: 5 } },
  });
  expect(openAiChat.listAbilities(connect({ api: 'completions' }))).toMatchObject({
    takesTurns: false,
    takesImages: false,
  });
});

test('a parameter that nobody knows is refused before anything is sent', () => {
  expect(write({}, null, { warmth: 1 })).toMatchObject({
    ok: false,
    problem: { code: 'INPUT_PARAMETERS_INVALID' },
  });
});

const say = (choice: object) =>
  openAiChat.decodeAnswer(answerWith({ model: 'tiny-7', choices: [{ index: 0, ...choice }] }));

test('thoughts are told apart from the answer; what a limit cut off is an answer', () => {
  const message = { content: 'Blue', reasoning_content: 'Rayleigh.' };
  expect(say({ message, finish_reason: 'length' })).toMatchObject({
    value: { text: 'Blue', reasoning: 'Rayleigh.', finishReason: 'length', isCut: true },
  });
  expect(
    say({ message: { content: '<think>Hm.</think>Blue' }, finish_reason: 'stop' }),
  ).toMatchObject({
    value: { text: 'Blue', isCut: false, reportedVersion: 'tiny-7', usage: null },
    warnings: [{ code: 'REASONING_REMOVED' }],
  });
});

test('a refusal is a failure, not an answer', () => {
  expect(say({ message: { content: null, refusal: 'No.' } })).toMatchObject({
    problem: { code: 'MODEL_REFUSED_CONTENT' },
  });
});
