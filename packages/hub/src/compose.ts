import { join } from 'node:path';
import type { Logger } from 'pino';
import { createAuditExportRoutes, createAuditRoutes } from './access/audit-routes.ts';
import { createTeamAliasStore } from './compat/team-alias-store.ts';
import { createV7Routes } from './compat/v7/v7-routes.ts';
import { createV7Service } from './compat/v7/v7-service.ts';
import { type Access, composeAccess, createAccessRoutes } from './compose-access.ts';
import { composeEngine, type Engine } from './compose-engine.ts';
import { composeEvaluations, type Evaluations } from './compose-evaluations.ts';
import { composeFeatures, composeGround, type Features, type Ground } from './compose-ground.ts';
import { composeSandboxRoutes } from './compose-sandbox.ts';
import { readEngineOptions, toParts } from './compose-worker.ts';
import type { HubConfig } from './config.ts';
import type { Database } from './database/database.ts';
import { createAssetRoutes } from './datasets/asset-routes.ts';
import { createAssetsService } from './datasets/assets-service.ts';
import { createDatasetsRoutes } from './datasets/datasets-routes.ts';
import { createImageRoutes } from './datasets/image-routes.ts';
import { createImageService } from './datasets/image-service.ts';
import { openIncomingFiles } from './datasets/import/incoming-files.ts';
import { createImportRoutes } from './datasets/import-routes.ts';
import { createImportService, type ImportService } from './datasets/import-service.ts';
import { createImportStore } from './datasets/import-store.ts';
import { createEgressRoutes } from './egress/egress-routes.ts';
import { createApp } from './http/app.ts';
import type { PlainRoutes } from './http/openapi.ts';
import { createOwnApi, createWritingApi, type OwnApi } from './http/own-api.ts';
import { createModelsRoutes } from './models/models-routes.ts';
import { createComparisonService } from './predictions/comparison-service.ts';
import { createComparisonStore } from './predictions/comparison-store.ts';
import { createExportRoutes } from './predictions/export-routes.ts';
import { createRunExporter } from './predictions/export-run.ts';
import { createExportStore } from './predictions/export-store.ts';
import { createItemListService } from './predictions/item-list-service.ts';
import { createItemListStore } from './predictions/item-list-store.ts';
import { createItemRoutes } from './predictions/item-routes.ts';
import { createItemService } from './predictions/item-service.ts';
import { createItemReadStore } from './predictions/item-store.ts';
import { createProtocolsRoutes } from './protocols/protocols-routes.ts';
import { createEstimateService } from './runs/estimate/estimate-service.ts';
import { createEstimateStore } from './runs/estimate/estimate-store.ts';
import { createProgressStore } from './runs/progress-store.ts';
import { createRunProgressFeed } from './runs/run-progress.ts';
import { createRunRoutes } from './runs/run-routes.ts';
import { createTriageRoutes } from './runs/triage/triage-routes.ts';
import { createAskFileRoutes } from './sandbox/ask-file-routes.ts';
import { createAskRoutes } from './sandbox/ask-routes.ts';
import { type AskService, createAskService } from './sandbox/ask-service.ts';
import { createSettingsRoutes } from './settings/settings-routes.ts';
import { createStorageService } from './settings/storage-service.ts';
import { createStorageStore } from './settings/storage-store.ts';
import { createTrialFormRoutes } from './trials/trial-form-routes.ts';
import { createTrialRoutes } from './trials/trial-routes.ts';
import { createTrialService, type TrialService } from './trials/trial-service.ts';
import { createTrialStore } from './trials/trial-store.ts';

export type Composition = Awaited<ReturnType<typeof compose>>;

/** Constructs the whole hub on an open, migrated database. Nothing runs yet. */
export async function compose(config: HubConfig, database: Database, log: Logger) {
  const ground = await composeGround(config, database, { role: 'hub', log });
  const features = composeFeatures(ground, config);
  const engine = composeEngine({ ...ground, ...features }, readEngineOptions(config), log);
  const doors = await composeAccess({ ...ground, ...engine }, config);
  const imports = await composeImports({ ...ground, ...features }, config);
  const evaluations = composeEvaluations({ ...ground, ...features, ...engine, imports }, (error) =>
    log.error({ err: error }, 'An evaluation met a failure of the hub.'),
  );
  const questions = createAskService({ ...ground, ...features, ...engine });
  const trials = createTrialService({
    ...ground,
    ...features,
    store: createTrialStore(database, ground.audit),
  });
  const composed = {
    ...ground,
    ...features,
    ...engine,
    doors,
    imports,
    evaluations,
    questions,
    trials,
  };
  const app = await composeApp(composed, config, log);
  const parts = toParts(ground, features, engine, config);
  return {
    ...parts,
    app,
    async startWorkers(): Promise<void> {
      await parts.startWorkers();
      await evaluations.worker.start();
    },
    async drain(): Promise<void> {
      await evaluations.worker.stop();
      await parts.drain();
    },
    access: doors.access,
    firstOwner: doors.firstOwner,
    imageAddresses: ground.addresses,
    /** By which the hub knows calls of its own and of its workers. */
    loopMark: ground.loopMark,
    listenAt(url: string): void {
      parts.listenAt(url);
      doors.linkAddresses.listenAt(url);
    },
  };
}

async function composeImports(
  { database, storage, audit, callers, datasets, videos }: Ground & Features,
  { dataFolder }: HubConfig,
) {
  const store = createImportStore(database, audit);
  const incoming = await openIncomingFiles(join(dataFolder, 'incoming-files'));
  return createImportService({ store, datasets, storage, videos, incoming, callers });
}

/** What starts runs, follows them, and sorts out what failed. */
function composeRuns(api: OwnApi, parts: Parts) {
  const { database, models, datasets, runs, pauses, signals, triage } = parts;
  const progress = createRunProgressFeed({ progress: createProgressStore(database), signals });
  const store = createEstimateStore(database);
  const estimates = createEstimateService({ models, datasets, store });
  return {
    ...createRunRoutes(api, runs, pauses, progress, estimates),
    ...createTriageRoutes(api, triage),
  };
}

function composeItems(api: OwnApi, { database, storage, models, datasets, runs }: Parts) {
  const items = createItemReadStore(database, storage);
  const lists = createItemListService({ lists: createItemListStore(database), runs, datasets });
  return createItemRoutes(
    { api, writingApi: createWritingApi() },
    createItemService({ items, lists, models, datasets }),
    lists,
    createComparisonService({ pairs: createComparisonStore(database), runs, datasets }),
  );
}

function composeSettings(api: OwnApi, { database, retention }: Parts, config: HubConfig) {
  const folder = config.s3Bucket === undefined ? config.dataFolder : null;
  const storage = createStorageService({ store: createStorageStore(database), folder });
  return createSettingsRoutes(api, { storage, retention });
}

type Parts = Ground &
  Features &
  Engine & {
    doors: Access;
    imports: ImportService;
    evaluations: Evaluations;
    questions: AskService;
    trials: TrialService;
  };

/** The routes beside the contract. */
function composePlainRoutes(parts: Parts): PlainRoutes[] {
  const { database, storage, audit, doors, addresses, models, runs } = parts;
  const teams = createTeamAliasStore(database);
  const rows = createExportStore(database, audit);
  return [
    createImportRoutes(parts.imports),
    createAskFileRoutes(parts.questions),
    createTrialFormRoutes(parts.trials),
    createAssetRoutes(createAssetsService(parts)),
    createImageRoutes(createImageService({ addresses, storage })),
    createExportRoutes(createRunExporter({ runs, models, rows })),
    parts.evaluations.exportRoutes,
    createAuditExportRoutes(doors.entries),
    createV7Routes(createV7Service({ ...parts, access: doors.access, teams })),
  ];
}

async function composeApp(parts: Parts, config: HubConfig, log: Logger) {
  const { database, storage, doors, loopMark, datasets, queue } = parts;
  const api = createOwnApi();
  return await createApp({
    log,
    doors,
    config,
    loopMark,
    readiness: {
      database: () => database.pool.query('select 1'),
      queue: () => queue.check(),
      storage: () => storage.check(),
    },
    router: {
      protocols: createProtocolsRoutes(api),
      models: {
        ...createModelsRoutes(api, parts),
        ...createAskRoutes(api, parts.questions),
        trials: createTrialRoutes(api, parts.trials),
      },
      datasets: createDatasetsRoutes(api, datasets),
      egress: createEgressRoutes(api, parts.egress),
      runs: composeRuns(api, parts),
      items: composeItems(api, parts),
      evaluations: parts.evaluations.routes(api),
      ...composeSandboxRoutes(api, parts),
      ...createAccessRoutes(api, doors),
      audit: createAuditRoutes(api, doors.entries),
      settings: composeSettings(api, parts, config),
    },
    plainRoutes: composePlainRoutes(parts),
    webFolder: join(import.meta.dirname, '../../web/dist'),
  });
}
