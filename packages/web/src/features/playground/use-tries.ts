import type { AskedAnswer } from '@patchbay/core/api/ask-routes.ts';
import { useState } from 'react';
import type { PlaygroundQuestion, Try } from './try.ts';

/** So many tries are remembered: pictures of files take memory. */
const mostTries = 30;

/** The tries of this sitting, newest first, and which of them is shown. */
export function useTries() {
  const [tries, setTries] = useState<readonly Try[]>([]);
  const [shown, setShown] = useState<Try | null>(null);
  return {
    tries,
    shown,
    keep(question: PlaygroundQuestion, answer: AskedAnswer): void {
      const number = (tries[0]?.number ?? 0) + 1;
      const made = { ...question, id: `try ${number}`, number, answer };
      setTries([made, ...tries].slice(0, mostTries));
      setShown(made);
    },
    show: setShown,
    forget(): void {
      setTries([]);
      setShown(null);
    },
  };
}
