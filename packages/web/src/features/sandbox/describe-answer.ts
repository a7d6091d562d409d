import { countWords } from '../../components/count-words.ts';
import type { Answer, AnsweredEvent } from './chat-state.ts';

/** A fact of an answer, and what it means where that is not plain. */
export interface AnswerFact {
  readonly name: string;
  readonly value: string;
}

/** How long an answer took, what it cost and why it ended, as far as is known. */
export function describeAnswer(end: AnsweredEvent): AnswerFact[] {
  const { usage, firstPieceMs, latencyMs, finishReason, delivery } = end;
  const speed = tokensPerSecond(end);
  const facts: (AnswerFact | false)[] = [
    firstPieceMs !== null && { name: 'First words', value: writeMs(firstPieceMs) },
    { name: 'Time', value: writeMs(latencyMs) },
    usage?.promptTokens != null && {
      name: 'Tokens in',
      value: usage.promptTokens.toLocaleString(),
    },
    usage?.completionTokens != null && {
      name: 'Tokens out',
      value: usage.completionTokens.toLocaleString(),
    },
    speed !== null && { name: 'Tokens a second', value: speed.toLocaleString() },
    finishReason !== null && { name: 'Ended by', value: finishReason },
    delivery !== 'streamed' && {
      name: 'Came',
      value: delivery === 'whole' ? 'whole' : 'whole; the server refuses to stream',
    },
  ];
  return facts.filter((fact) => fact !== false);
}

/** Over the time in which the model wrote: from the first words on, where that is known. */
function tokensPerSecond({ usage, firstPieceMs, latencyMs }: AnsweredEvent): number | null {
  const tokens = usage?.completionTokens ?? null;
  if (tokens === null) return null;
  const writing = latencyMs - (firstPieceMs ?? 0);
  // All in one moment: it was written before it was sent.
  const seconds = (writing < 50 ? latencyMs : writing) / 1000;
  return seconds > 0 ? Number((tokens / seconds).toPrecision(2)) : null;
}

function writeMs(ms: number): string {
  return ms < 1000
    ? `${Math.round(ms).toLocaleString()} ms`
    : `${(ms / 1000).toLocaleString(undefined, { maximumFractionDigits: 1 })} s`;
}

const outcomes = ['answered', 'failed', 'stopped'] as const;

/** What came of the answers to a turn, once none is under way; empty where nothing was asked. */
export function describeOutcomes(answers: readonly Pick<Answer, 'state'>[]): string {
  if (answers.length === 0) return '';
  if (answers.every(({ state }) => state === 'answered')) {
    return answers.length === 1 ? 'The model has answered.' : 'The models have answered.';
  }
  const parts = outcomes.flatMap((outcome) => {
    const count = answers.filter(({ state }) => state === outcome).length;
    return count === 0 ? [] : [`${count} ${outcome}`];
  });
  return `Of ${countWords(answers.length, ['model', 'models'])}: ${parts.join(', ')}.`;
}
