import type { Turn } from '@patchbay/core/data-row/conversation.ts';
import {
  describePrompt,
  readCompletions,
  readExpected,
} from '@patchbay/core/evaluation/prompt-row.ts';
import type { Json } from '@patchbay/core/json.ts';
import type { Database } from '../database/database.ts';
import type { NewPrompt } from './evaluation-store.ts';

interface PromptRow {
  readonly id: string;
  readonly globalKey: string;
  readonly text: string | null;
  readonly turns: Turn[] | null;
  readonly metadata: { [name: string]: Json };
}

export type PromptSetStore = ReturnType<typeof createPromptSetStore>;

/** Reads datasets as prompt sets: their texts, pages and conversations. */
export function createPromptSetStore(database: Database) {
  return {
    /** At most `limit`, in the order of the dataset. */
    async list(organisationId: string, datasetId: string, limit: number): Promise<NewPrompt[]> {
      const { rows } = await database.pool.query<PromptRow>(
        `select id, global_key as "globalKey", text, turns, metadata from data_rows
         where organisation_id = $1 and dataset_id = $2 and type in ('text', 'html', 'conversational')
         order by id limit $3`,
        [organisationId, datasetId, limit],
      );
      return rows.map((row) => ({
        dataRowId: row.id,
        globalKey: row.globalKey,
        prompt: describePrompt(row),
        expected: readExpected(row.metadata),
        completions: Object.fromEntries(readCompletions(row.metadata)),
      }));
    },
  };
}
