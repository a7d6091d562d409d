import type { AnswerStore } from './answer-store.ts';
import { collectAnswers } from './collect-answers.ts';
import { type JudgeRuns, judgeAnswers } from './judge-answers.ts';
import type { MarkStore } from './mark-store.ts';
import type { RoundStore } from './round-store.ts';
import { scoreAnswers } from './score-answers.ts';
import type { EvaluationWorkStore, OpenEvaluation } from './work-store.ts';

/** How often evaluations that are under way are looked at. */
const intervalMs = 1000;

/**
 * Takes what runs have said into the evaluations that use them, and scores it. All that it writes can be written
 * twice without harm, so that it may die at any time and goes on where it was. Each evaluation is looked at once
 * after a start, and after a time in which nothing was heard; else when one of its runs has changed.
 */
export function createEvaluationWorker(parts: {
  store: EvaluationWorkStore;
  answers: AnswerStore;
  marks: MarkStore;
  rounds: RoundStore;
  judges: JudgeRuns;
  /** Hears of every run that changed; null: any may have. Returns the way to end it. */
  onRunChanged: (listener: (runId: string | null) => void) => () => void;
  onError: (error: unknown) => void;
}) {
  const { store, answers, onRunChanged, onError } = parts;
  const due = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let underWay: Promise<void> = Promise.resolve();
  let isAsked = false;
  let unsubscribe = () => {};

  /** One pass over an evaluation; whether nothing more will come of itself. */
  async function settle(evaluation: OpenEvaluation): Promise<boolean> {
    const { id: evaluationId, organisationId, name } = evaluation;
    const isAll = await collectAnswers(answers, evaluation);
    let isSettled = isAll;
    for (const { id: scoreId, settings } of evaluation.scores) {
      const key = { organisationId, evaluationId, scoreId };
      if (settings.kind !== 'judge') await scoreAnswers(parts.marks, key, settings);
      else if (!(await judgeAnswers(parts, { key, name, settings, isAll }))) isSettled = false;
    }
    return isSettled;
  }

  async function look(id: string): Promise<void> {
    due.delete(id);
    let isSettled = false;
    const isMine = await store.alone(id, async () => {
      const evaluation = await store.find(id);
      isSettled = evaluation === null || (await settle(evaluation));
    });
    if (!isMine || !isSettled) due.add(id);
  }

  async function lookAtAll(): Promise<void> {
    for (const id of [...due]) {
      if (isStopped) return;
      await look(id).catch((error: unknown) => {
        due.add(id);
        onError(error);
      });
    }
  }

  /** After what is under way; many who ask meanwhile are one. */
  function lookSoon(): void {
    if (isAsked || isStopped) return;
    isAsked = true;
    underWay = underWay.then(async () => {
      isAsked = false;
      await lookAtAll();
    });
  }

  function nudge(...ids: string[]): void {
    for (const id of ids) due.add(id);
    if (timer !== null && ids.length > 0) lookSoon();
  }

  return {
    /** Says that there is something to do in an evaluation. */
    nudge,

    async start(): Promise<void> {
      unsubscribe = onRunChanged((runId) => {
        const ids = runId === null ? store.listIds() : store.listIdsOfRun(runId);
        ids.then((found) => nudge(...found), onError);
      });
      timer = setInterval(lookSoon, intervalMs);
      nudge(...(await store.listIds()));
    },

    async stop(): Promise<void> {
      isStopped = true;
      unsubscribe();
      if (timer) clearInterval(timer);
      await underWay;
    },
  };
}
