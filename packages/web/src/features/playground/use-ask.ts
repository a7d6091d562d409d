import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type PlaygroundQuestion, sendQuestion } from './try.ts';

/** Asks the model; who leaves the page or cancels lets go of the model as well. */
export function useAsk(
  onAnswer: (
    question: PlaygroundQuestion,
    answer: Awaited<ReturnType<typeof sendQuestion>>,
  ) => void,
) {
  const controller = useRef<AbortController | null>(null);
  const cancel = () => controller.current?.abort();
  useEffect(() => () => controller.current?.abort(), []);
  const asking = useMutation({
    mutationFn: (question: PlaygroundQuestion) => {
      const own = new AbortController();
      controller.current = own;
      return sendQuestion(question, own.signal);
    },
    onSuccess: (answer, question) => onAnswer(question, answer),
  });
  const wasCancelled = asking.error instanceof DOMException && asking.error.name === 'AbortError';
  return {
    ask: asking.mutate,
    cancel,
    isAsking: asking.isPending,
    wasCancelled,
    error: wasCancelled ? null : asking.error,
    since: asking.submittedAt,
    forget: asking.reset,
  };
}
