import { readConnection } from '@patchbay/connect/connection.ts';
import type { AnswerDecoder } from '@patchbay/connect/decode/answer-decoder.ts';
import type { Outcome } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { findProtocol } from '@patchbay/protocols/protocols.ts';
import type { DatasetsService } from '../../datasets/datasets-service.ts';
import { readInputWish } from '../../datasets/read-input-wish.ts';
import type { ModelsService } from '../../models/models-service.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import type { RunStore } from '../run-store.ts';
import type { ActionRecord } from './action-row.ts';
import { type DecodeContext, decodeItem } from './decode-item.ts';
import type { DecodeStore } from './decode-store.ts';
import type { ReadItem } from './read-item.ts';
import type { ReplaceStore } from './replace-store.ts';

/** Items that are read from the database and decoded at once. */
const itemsPerStep = 100;

export interface DecodeParts {
  readonly runs: RunStore;
  readonly models: ModelsService;
  readonly datasets: DatasetsService;
  readonly storage: AssetStorage;
  readonly decoder: AnswerDecoder;
  readonly decodes: DecodeStore;
  readonly replaces: ReplaceStore;
}

/**
 * Decodes the next items of an action again and saves what was read, in one transaction with how far
 * the action is. False where none is left. @throws PatchbayError where a revision cannot be used
 */
export async function decodeNext(
  parts: DecodeParts,
  action: ActionRecord,
  signal: AbortSignal,
): Promise<boolean> {
  const { organisationId } = action;
  const items = await parts.decodes.listNext(action, itemsPerStep);
  if (items.length === 0) return false;
  const context = await openContext(parts, action);
  const rows = await parts.datasets.getDataRows(
    organisationId,
    items.map((item) => item.dataRowId),
  );
  const rowsById = new Map(rows.map((row) => [row.id, row]));
  const calls = await parts.decodes.listCalls(
    organisationId,
    items.map((item) => item.sourceId),
  );
  const read: ReadItem[] = [];
  for (const item of items) {
    signal.throwIfAborted();
    const stored = {
      dataRow: rowsById.get(item.dataRowId),
      calls: calls.get(item.sourceId) ?? [],
      readAnswers: (callIds: readonly string[]) =>
        parts.decodes.readAnswers(organisationId, callIds),
    };
    read.push({ item, outcome: await decodeItem(stored, context) });
  }
  await saveAll(parts, action, read);
  return true;
}

/**
 * Saves what was read. Values that the database refuses are found by halving; the items of those stay as
 * they were, as every item does whose answer cannot be read.
 */
async function saveAll(
  parts: DecodeParts,
  action: ActionRecord,
  read: readonly ReadItem[],
): Promise<void> {
  try {
    await parts.replaces.replace(action, read);
  } catch (error) {
    if (!parts.replaces.isRefusal(error)) throw error;
    const [first] = read;
    if (read.length === 1 && first) {
      const message = `The prediction could not be stored: ${String(error)}.`;
      const outcome = { ok: false as const, problem: { code: 'INTERNAL' as const, message } };
      await parts.replaces.replace(action, [{ ...first, outcome }]);
      return;
    }
    const middle = Math.ceil(read.length / 2);
    await saveAll(parts, action, read.slice(0, middle));
    await saveAll(parts, action, read.slice(middle));
  }
}

async function openContext(parts: DecodeParts, action: ActionRecord): Promise<DecodeContext> {
  const { organisationId, runId, revisionId } = action;
  const run = await parts.runs.find(organisationId, runId);
  if (!run || revisionId === null) throw new Error(`Action ${action.id} has no run or revision.`);
  const { configuration } = await parts.models.getRevision(organisationId, revisionId);
  const sentAs = await parts.models.getRevision(organisationId, run.model.revisionId);
  const protocol = valueOrThrow(findProtocol(configuration.protocol));
  return {
    protocol,
    reading: {
      connection: valueOrThrow(readConnection(protocol, configuration.connection)),
      ontology: configuration.ontology,
      parameters: run.parameters,
    },
    wish: valueOrThrow(readInputWish(protocol, sentAs.configuration)),
    datasets: parts.datasets,
    storage: parts.storage,
    decoder: parts.decoder,
  };
}

function valueOrThrow<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value;
  throw new PatchbayError(outcome.problem);
}
