import { Readable } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Principal } from '../../access/principal.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import type { ImportService } from '../../datasets/import-service.ts';
import type { RunService } from '../../runs/run-service.ts';
import type { JudgeRuns, Message } from './judge-answers.ts';
import type { RoundStore } from './round-store.ts';

/**
 * A judge is asked by the run engine like any other model, so that it is retried, paused and resumed like any
 * other, and its exchanges are kept.
 */
export function createJudgeRuns(parts: {
  datasets: DatasetsService;
  imports: ImportService;
  runs: RunService;
  rounds: RoundStore;
}): JudgeRuns {
  const { datasets, imports, runs, rounds } = parts;
  return {
    async openDataset(organisationId, name) {
      const description = 'What a judge was asked in an evaluation: a data row for each answer.';
      try {
        return (await datasets.create(hub(organisationId), { name, description })).id;
      } catch (error) {
        if (!(error instanceof PatchbayError) || error.code !== 'INPUT_NAME_TAKEN') throw error;
        const { items } = await datasets.list(organisationId, { name, limit: 1 });
        if (!items[0]) throw error;
        return items[0].id;
      }
    },

    async addMessages(organisationId, datasetId, messages) {
      const answers: Message['answer'][] = [];
      const bytes = Readable.from(writeLines(messages, answers), { objectMode: false });
      const file = { name: 'messages.jsonl', bytes };
      const principal = hub(organisationId);
      const report = await imports.importInto(principal, datasetId, 'rows-jsonl', only(file));
      return report.failed.map(({ source, problem }) => {
        const answer = answers[Number(source.split(':')[1]) - 1];
        if (!answer) throw new Error(`${source} is no line of a message: ${problem.message}`);
        return { answer, problem };
      });
    },

    async start({ organisationId, id, datasetId, name, settings }) {
      const principal = hub(organisationId);
      const { modelId, parameters } = settings;
      const run = await runs.prepare(principal, { modelId, datasetId, name, parameters });
      await runs.startTogether(principal, [run], (transaction) =>
        rounds.setRun(transaction, organisationId, id, run.id),
      );
    },
  };
}

/** Who does what nobody asked for just now. */
function hub(organisationId: string): Principal {
  return { organisationId, actor: 'hub', name: 'hub', address: null, permissions: new Set() };
}

/** Each message on a line of its own, whose answer is noted in their order. */
async function* writeLines(messages: AsyncIterable<Message>, answers: Message['answer'][]) {
  for await (const { key, answer, message } of messages) {
    answers.push(answer);
    const row = { id: key, messages: [{ role: 'user', content: message }] };
    yield `${JSON.stringify(row)}\n`;
  }
}

async function* only<Thing>(thing: Thing) {
  yield thing;
}
