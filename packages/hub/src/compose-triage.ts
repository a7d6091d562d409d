import type { AnswerDecoder } from '@patchbay/connect/decode/answer-decoder.ts';
import type { Database } from './database/database.ts';
import { createExchangeStore } from './runs/exchanges/exchange-store.ts';
import { createExchangeSweeper } from './runs/exchanges/exchange-sweeper.ts';
import { createActionStore } from './runs/triage/action-store.ts';
import { createDecodeStore } from './runs/triage/decode-store.ts';
import { createFailureStore } from './runs/triage/failure-store.ts';
import { createMoveStore } from './runs/triage/move-store.ts';
import { createReplaceStore } from './runs/triage/replace-store.ts';
import type { RetentionService } from './settings/retention-service.ts';
import type { AssetStorage } from './storage/asset-storage.ts';
import { createBodyKeeper } from './storage/kept-body.ts';

interface TriageGround {
  readonly database: Database;
  readonly storage: AssetStorage;
  readonly decoder: AnswerDecoder;
}

/** What is done with the outcome of runs is kept by these, and read with these. */
export function composeTriage({ database, storage, decoder }: TriageGround) {
  const actions = createActionStore(database);
  return {
    actions,
    moves: createMoveStore(),
    decodes: createDecodeStore(database),
    replaces: createReplaceStore(database, actions),
    failures: createFailureStore(database),
    decoder,
    storage,
  };
}

/** How exchanges are kept; see `config.ts`. */
export interface ExchangeOptions {
  readonly parallelChunks: number;
  readonly exchangeLimit: number | null;
}

/** What keeps exchanges as whole and as long as the configuration says. */
export function composeExchanges(
  {
    database,
    storage,
    retention,
  }: { database: Database; storage: AssetStorage; retention: RetentionService },
  options: ExchangeOptions,
  onError: (error: unknown) => void,
) {
  const exchanges = createExchangeStore(database);
  const { exchangeLimit: limitBytes } = options;
  const readDays = retention.readExchangeDays;
  const sweeper = createExchangeSweeper({ exchanges, storage, readDays, onError });
  return {
    bodies: createBodyKeeper({ storage, limitBytes, announce: exchanges.announce }),
    // As the work on runs, for which a hub for the API alone leaves everything to others.
    sweeper: options.parallelChunks === 0 ? null : sweeper,
  };
}
