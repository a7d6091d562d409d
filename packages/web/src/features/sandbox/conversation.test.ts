import type { ChatEvent } from '@patchbay/core/api/chat-routes.ts';
import { expect, test } from 'vitest';
import { answerKey, type ChatTurn } from './chat-state.ts';
import { type AskModel, createConversation, type WrittenTurn } from './conversation.ts';

const turn = (text: string): ChatTurn => ({ id: text, text, images: [] });
const column = (id: string) => ({ id, modelId: id, parameters: {}, system: undefined });

const answered = (text: string): ChatEvent => ({
  type: 'answered',
  text,
  reasoning: null,
  finishReason: 'stop',
  isCut: false,
  usage: null,
  reportedVersion: null,
  warnings: [],
  delivery: 'whole',
  firstPieceMs: null,
  latencyMs: 1,
  exchange: null,
});

const failed: ChatEvent = {
  type: 'failed',
  problem: { code: 'MODEL_TIMEOUT', message: 'Too late.' },
  retryAfterMs: null,
  latencyMs: 1,
  exchange: null,
};

const wordsOf = (turns: readonly WrittenTurn[]) =>
  turns.map(({ role, parts: [part] }) => `${role}: ${part?.type === 'text' ? part.text : ''}`);

/** Models that repeat what they are asked, but for those that fail at some words. */
function startModels(failsAt: (id: string, words: string) => boolean = () => false) {
  const asked: { id: string; turns: string[] }[] = [];
  const ask: AskModel = async ({ id }, turns) => {
    const words = wordsOf(turns);
    asked.push({ id, turns: words });
    const last = words.at(-1) ?? '';
    return (async function* () {
      yield { type: 'sent' } as const;
      yield failsAt(id, last) ? failed : answered(`${id} heard ${last.slice(6)}`);
    })();
  };
  return { ask, asked };
}

test('each model goes on from its own answers; a turn that it failed at is left out', async () => {
  const { ask, asked } = startModels((id, words) => id === 'b' && words.endsWith('One'));
  const conversation = createConversation(ask, [turn('One'), turn('Two')]);
  await conversation.ask('One', column('a'));
  await conversation.ask('One', column('b'));
  await conversation.ask('Two', column('a'));
  await conversation.ask('Two', column('b'));
  expect(asked.slice(2)).toEqual([
    { id: 'a', turns: ['user: One', 'assistant: a heard One', 'user: Two'] },
    { id: 'b', turns: ['user: Two'] },
  ]);
});

test('who is behind is asked turn by turn, until it fails', async () => {
  const { ask, asked } = startModels((_, words) => words.endsWith('Two'));
  const turns = [turn('One'), turn('Two'), turn('Three')];
  const conversation = createConversation(ask, turns);
  await conversation.catchUp([column('a')]);
  expect(asked.map((one) => one.turns.at(-1))).toEqual(['user: One', 'user: Two']);
  expect(conversation.read().answers[answerKey('Two', 'a')]).toMatchObject({ state: 'failed' });
});

test('what is stopped keeps the words that have come, and they are part of what follows', async () => {
  const shown = Promise.withResolvers<void>();
  const seen: string[][] = [];
  const ask: AskModel = async (_, turns, signal) => {
    seen.push(wordsOf(turns));
    const left = new Promise((resolve) => signal.addEventListener('abort', resolve));
    return (async function* () {
      yield { type: 'piece', kind: 'words', text: 'Once upon' } as const;
      shown.resolve();
      await left;
    })();
  };
  const conversation = createConversation(ask, [turn('Tell'), turn('More')]);
  const asking = conversation.ask('Tell', column('a'));
  await shown.promise;
  conversation.stop();
  await asking;
  const answer = conversation.read().answers[answerKey('Tell', 'a')];
  expect(answer).toMatchObject({ state: 'stopped', text: 'Once upon' });
  void conversation.ask('More', column('a'));
  expect(seen.at(-1)).toEqual(['user: Tell', 'assistant: Once upon', 'user: More']);
  conversation.stop();
});

test('said otherwise, a turn takes what came after it along; removed, it goes alone', () => {
  const { ask } = startModels();
  const turns = [turn('One'), turn('Two'), turn('Three')];
  const conversation = createConversation(ask, turns);
  const texts = () => conversation.read().turns.map(({ text }) => text);
  conversation.remove('One');
  expect(texts()).toEqual(['Two', 'Three']);
  conversation.sayInstead('Two', turn('2'), [column('a')]);
  expect(texts()).toEqual(['2']);
});
