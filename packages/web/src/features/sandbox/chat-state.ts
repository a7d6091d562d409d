import type { ChatEvent } from '@patchbay/core/api/chat-routes.ts';

/** A picture that somebody put into a turn. */
export interface ChatImage {
  readonly id: string;
  readonly name: string;
  readonly base64: string;
}

/** What the person says in one turn; every model is asked the same. */
export interface ChatTurn {
  readonly id: string;
  readonly text: string;
  readonly images: readonly ChatImage[];
}

export type AnsweredEvent = ChatEvent & { type: 'answered' };
export type FailedEvent = ChatEvent & { type: 'failed' };

/** What has come of an answer so far. */
export interface AnswerWords {
  readonly text: string;
  readonly reasoning: string;
}

/** How far the answer of one model to one turn is. */
export type Answer = AnswerWords &
  (
    | { readonly state: 'waiting' | 'writing' | 'stopped' }
    | { readonly state: 'answered'; readonly end: AnsweredEvent }
    /** With what the model sent before it failed. `end` is null where the hub did not say how. */
    | { readonly state: 'failed'; readonly end: FailedEvent | null; readonly error: unknown }
  );

/** All answers, by {@link answerKey}. */
export interface Answers {
  readonly [key: string]: Answer;
}

export function answerKey(turnId: string, columnId: string): string {
  return `${turnId} ${columnId}`;
}

export function isUnderWay(answer: Answer | undefined): boolean {
  return answer?.state === 'waiting' || answer?.state === 'writing';
}

/** Whether an answer can be part of the conversation that follows: a failed or an empty one cannot. */
export function canFollow(answer: Answer | undefined): answer is Answer {
  if (!answer || answer.text === '') return false;
  return answer.state === 'answered' || answer.state === 'stopped';
}

/** An answer after one more event. */
export function addEvent(answer: Answer, event: ChatEvent): Answer {
  const { text, reasoning } = answer;
  switch (event.type) {
    case 'sent':
      // Also where it is asked a second time, for the whole: what came before it counts no more.
      return { state: 'writing', text: '', reasoning: '' };
    case 'piece':
      return event.kind === 'reasoning'
        ? { state: 'writing', text, reasoning: reasoning + event.text }
        : { state: 'writing', text: text + event.text, reasoning };
    case 'answered':
      return { state: 'answered', text: event.text, reasoning: event.reasoning ?? '', end: event };
    case 'failed':
      return { state: 'failed', text, reasoning, end: event, error: null };
  }
}
