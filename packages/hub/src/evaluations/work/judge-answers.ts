import { PatchbayError, type Problem } from '@patchbay/core/error/patchbay-error.ts';
import { readAnswerWords } from '@patchbay/core/evaluation/answer-words.ts';
import { writeJudgeMessage } from '@patchbay/core/evaluation/judge-instruction.ts';
import { readVerdict } from '@patchbay/core/evaluation/judge-verdict.ts';
import type { JudgeSettings } from '@patchbay/core/evaluation/score-settings.ts';
import { hasEnded } from '@patchbay/core/run/run-state.ts';
import { readEmbeddedJson } from '@patchbay/protocols/json/embedded-json.ts';
import type { MarkStore, NewMark, OpenAnswer, ScoreKey } from './mark-store.ts';
import { keyOfMessage } from './message-key.ts';
import type { EndedJudgement, Round, RoundStore } from './round-store.ts';

/** Messages that are written, and marks that are read, at once. */
const batchSize = 200;

/** What a judge is asked about one answer. */
export interface Message {
  readonly key: string;
  readonly answer: Pick<OpenAnswer, 'candidateId' | 'dataRowId'>;
  readonly message: string;
}

/** What a judge is asked with: a dataset of messages, and a run over it. */
export interface JudgeRuns {
  /** Makes the dataset of a round, or finds it where it was made before. */
  openDataset(organisationId: string, name: string): Promise<string>;
  /** Adds messages by their keys; those that are there are left. Some of those that cannot be added, with why. */
  addMessages(
    organisationId: string,
    datasetId: string,
    messages: AsyncIterable<Message>,
  ): Promise<{ answer: Message['answer']; problem: Problem }[]>;
  /** Starts the run, and says so to the round in the same transaction. @throws PatchbayError */
  start(round: {
    organisationId: string;
    id: string;
    datasetId: string;
    name: string;
    settings: JudgeSettings;
  }): Promise<void>;
}

interface Judged {
  readonly key: ScoreKey;
  /** Of the evaluation. */
  readonly name: string;
  readonly settings: JudgeSettings;
  /** Whether all answers are there: a judge is asked about all of them in one run. */
  readonly isAll: boolean;
}

interface Parts {
  readonly marks: MarkStore;
  readonly rounds: RoundStore;
  readonly judges: JudgeRuns;
}

/** Reads what the judge has said so far, and asks about answers of which nothing was said; whether that is all. */
export async function judgeAnswers(parts: Parts, judged: Judged): Promise<boolean> {
  const { marks, rounds } = parts;
  const { key, isAll } = judged;
  const known = await rounds.list(key);
  for (const round of known) await readVerdicts(parts, key, round);
  const open = known.find((round) => !round.hasEnded);
  if (open) return await goOn(parts, judged, open);
  if (!isAll) return false;
  const [unsaid] = await marks.listOpen(key, { limit: 1 });
  if (!unsaid) return true;
  return await goOn(parts, judged, await rounds.begin(key));
}

/** The next step of a round, wherever it was broken off; whether it has ended. */
async function goOn(parts: Parts, { key, name, settings }: Judged, round: Round): Promise<boolean> {
  const { rounds, judges } = parts;
  const { organisationId } = key;
  if (round.runId !== null) {
    if (round.runState === null || !hasEnded(round.runState)) return false;
    await endRound(parts, key, round);
    return false; // What came meanwhile is looked at in the next pass.
  }
  const title = `Judgement of ${name.slice(0, 90)} ${round.id.slice(-6)}`;
  const datasetId = round.datasetId ?? (await judges.openDataset(organisationId, title));
  if (round.datasetId === null) await rounds.setDataset(organisationId, round.id, datasetId);
  await addMessages(parts, key, datasetId, settings);
  try {
    await judges.start({ organisationId, id: round.id, datasetId, name: title, settings });
  } catch (error) {
    if (!(error instanceof PatchbayError)) throw error;
    await endRound(parts, key, { ...round, datasetId }, error.toProblem());
  }
  return false;
}

/** An answer whose message cannot be added is marked with why: nobody will be asked about it. */
async function addMessages(
  { marks, judges }: Parts,
  key: ScoreKey,
  datasetId: string,
  settings: JudgeSettings,
): Promise<void> {
  let failed: Awaited<ReturnType<JudgeRuns['addMessages']>>;
  do {
    const messages = writeMessages(marks, key, settings);
    failed = await judges.addMessages(key.organisationId, datasetId, messages);
    const said = failed.map(({ answer, problem }) => ({ ...answer, value: null, problem }));
    if (said.length > 0) await marks.save(key, said);
  } while (failed.length > 0);
}

async function* writeMessages(marks: MarkStore, key: ScoreKey, { instruction }: JudgeSettings) {
  let after: OpenAnswer | undefined;
  for (;;) {
    const open: OpenAnswer[] = await marks.listOpen(key, { after, limit: batchSize });
    for (const answer of open) {
      const { candidateId, dataRowId } = answer;
      yield {
        key: keyOfMessage(answer),
        answer: { candidateId, dataRowId },
        message: writeJudgeMessage(instruction, answer),
      };
    }
    after = open.at(-1);
    if (open.length < batchSize) return;
  }
}

async function readVerdicts({ marks, rounds }: Parts, key: ScoreKey, round: Round): Promise<void> {
  const { runId, hasEnded: isOver } = round;
  if (runId === null) return;
  let ended: EndedJudgement[];
  do {
    ended = await rounds.listEnded(key, { runId, hasEnded: isOver }, batchSize);
    const read = ended.map((judgement) => toMark(judgement, runId));
    if (read.length > 0) await marks.save(key, read, { replace: true });
  } while (ended.length === batchSize);
}

function toMark({ annotations, problem, ...judgement }: EndedJudgement, runId: string): NewMark {
  const said = { ...judgement, runId };
  if (annotations === null) {
    return { ...said, value: null, problem: problem ?? notSaid };
  }
  const json = readEmbeddedJson(readAnswerWords(annotations).trim(), '');
  const verdict = json.ok ? readVerdict(json.value) : json;
  if (!verdict.ok) return { ...said, value: null, problem: verdict.problem };
  return { ...said, value: verdict.value.score, reason: verdict.value.reason };
}

const notSaid: Problem = {
  code: 'RUN_CUT_SHORT',
  message: 'The run of the judge ended before it was asked about this answer.',
};

/** Every message of a round becomes a mark, so that no answer waits for a judge who will not come. */
async function endRound(
  { marks, rounds }: Parts,
  key: ScoreKey,
  { id, datasetId }: Round,
  problem = notSaid,
): Promise<void> {
  if (datasetId !== null) {
    const unsaid = await rounds.listUnsaid(key, datasetId);
    await marks.save(
      key,
      unsaid.map((answer) => ({ ...answer, value: null, problem })),
    );
  }
  await rounds.end(key.organisationId, id);
}
