import { join } from 'node:path';
import { createCaller } from '@patchbay/connect/caller.ts';
import { createEgressGuard } from '@patchbay/connect/egress-guard.ts';
import type { Logger } from 'pino';
import { createAccessService } from './access/access-service.ts';
import { createAccessStore } from './access/access-store.ts';
import { createAuditLog } from './access/audit.ts';
import { createTeamAliasStore } from './compat/team-alias-store.ts';
import { createV7Routes } from './compat/v7/v7-routes.ts';
import { createV7Service } from './compat/v7/v7-service.ts';
import { composeEngine, type Engine } from './compose-engine.ts';
import type { HubConfig } from './config.ts';
import type { Database } from './database/database.ts';
import { createAssetRoutes } from './datasets/asset-routes.ts';
import { createAssetsService } from './datasets/assets-service.ts';
import { createDatasetsRoutes } from './datasets/datasets-routes.ts';
import { createDatasetsService } from './datasets/datasets-service.ts';
import { createDatasetsStore } from './datasets/datasets-store.ts';
import { createImageAddresses } from './datasets/image-addresses.ts';
import { createImageRoutes } from './datasets/image-routes.ts';
import { createImageService } from './datasets/image-service.ts';
import { createImportRoutes } from './datasets/import-routes.ts';
import { createImportService } from './datasets/import-service.ts';
import { createImportStore } from './datasets/import-store.ts';
import { createVideoFramesStore } from './datasets/videos/video-frames-store.ts';
import { createVideosService } from './datasets/videos/videos-service.ts';
import { createDeploymentService } from './deployment/deployment-service.ts';
import { createDeploymentStore } from './deployment/deployment-store.ts';
import { createApp } from './http/app.ts';
import { createOwnApi } from './http/own-api.ts';
import { createModelsRoutes } from './models/models-routes.ts';
import { createModelsService } from './models/models-service.ts';
import { createModelsStore } from './models/models-store.ts';
import { createExportRoutes } from './predictions/export-routes.ts';
import { createRunExporter } from './predictions/export-run.ts';
import { createExportStore } from './predictions/export-store.ts';
import { createItemListService } from './predictions/item-list-service.ts';
import { createItemListStore } from './predictions/item-list-store.ts';
import { createItemRoutes } from './predictions/item-routes.ts';
import { createItemService } from './predictions/item-service.ts';
import { createItemReadStore } from './predictions/item-store.ts';
import { createProtocolsRoutes } from './protocols/protocols-routes.ts';
import { createProbeStore } from './runs/gates/probe-store.ts';
import { createProgressStore } from './runs/progress-store.ts';
import { createRunProgressFeed } from './runs/run-progress.ts';
import { createRunRoutes } from './runs/run-routes.ts';
import { createRunStore } from './runs/run-store.ts';
import { createTriageRoutes } from './runs/triage/triage-routes.ts';
import { openStorage } from './storage/open-storage.ts';
import { readS3Settings } from './storage/s3/s3-settings.ts';
import { loadSecretKey } from './vault/secret-key.ts';
import { createVault } from './vault/vault.ts';

export type Composition = Awaited<ReturnType<typeof compose>>;

/** Constructs the whole hub on an open, migrated database. Nothing runs yet. */
export async function compose(config: HubConfig, database: Database, log: Logger) {
  const ground = await composeGround(config, database);
  const features = await composeFeatures(ground, config, 'incoming-videos');
  const engine = composeEngine({ ...ground, ...features }, readEngineOptions(config), log);
  const app = await composeApp(ground, features, engine, config, log);
  return {
    app,
    access: ground.access,
    imageAddresses: ground.addresses,
    /** By which the hub knows calls of its own and of its workers. */
    loopMark: ground.loopMark,
    ...toParts(ground, engine, config),
  };
}

/** Constructs what works on runs, without anything that answers requests. Nothing runs yet. */
export async function composeWorker(config: HubConfig, database: Database, log: Logger) {
  const ground = await composeGround(config, database);
  // Nothing comes in here: the folder of the hub beside it is left alone.
  const features = await composeFeatures(ground, config, 'incoming-videos-of-worker');
  return toParts(
    ground,
    composeEngine({ ...ground, ...features }, readEngineOptions(config), log),
    config,
  );
}

function readEngineOptions({ workers, exchangeDays, exchangeLimit }: HubConfig) {
  return { parallelChunks: workers, exchangeDays, exchangeLimit };
}

/** What a hub and a worker have in common. */
function toParts(ground: Ground, engine: Engine, config: HubConfig) {
  return {
    /** By which logs and beats name this process. */
    id: engine.workerId,
    deployment: ground.deployment,
    /** Told where the hub listens: no model may stand there, and models fetch images from there. */
    listenAt(url: string): void {
      ground.egress.denyOwnAddress(new URL(url).host);
      ground.addresses.listenAt(url);
    },
    /** Begins to work on runs. */
    async startWorkers(): Promise<void> {
      await engine.notifications.start();
      await engine.signals.start();
      await engine.queue.start();
      await engine.workers.start();
      engine.sweeper?.start();
      if (config.workers > 0) engine.prober.start();
    },
    /** Breaks the work in hand off: the database is gone, and takes nothing of it any more. */
    giveUpWork: engine.workers.giveUp,
    /** Lets the work in hand end and begins none; then closes what was opened here. */
    async drain(): Promise<void> {
      await engine.prober.stop();
      await engine.workers.stop();
      await engine.sweeper?.stop();
      await engine.sessions.close();
      await engine.notifications.stop();
      await ground.caller.close();
    },
  };
}

/** What every feature stands on: secrets, files, the audit log, the way out, and who may come in. */
async function composeGround(config: HubConfig, database: Database) {
  const { dataFolder } = config;
  const secretKey = await loadSecretKey(dataFolder, config.secretKey);
  const vault = createVault(secretKey);
  const storage = await openStorage(dataFolder, readS3Settings(config));
  const egress = createEgressGuard({
    allow: config.egressAllow,
    ownAddresses: portsOf(database.url),
  });
  const accessSecret = secretKey.derive('sign-in').toString('base64');
  const accessStore = createAccessStore(database, accessSecret);
  const access = createAccessService({ store: accessStore, vault, dataFolder });
  const loopMark = secretKey.derive('loop mark').toString('hex');
  const caller = createCaller({ egress, loopMark });
  const audit = createAuditLog();
  const addresses = createImageAddresses({
    key: secretKey.derive('image addresses'),
    publicUrl: config.publicUrl ?? null,
  });
  const deployment = createDeploymentService({
    store: createDeploymentStore(database),
    storage,
    secretKey,
  });
  return {
    database,
    vault,
    storage,
    audit,
    egress,
    loopMark,
    caller,
    access,
    addresses,
    deployment,
  };
}

type Ground = Awaited<ReturnType<typeof composeGround>>;

async function composeFeatures(
  { database, vault, storage, audit, egress, caller, addresses }: Ground,
  config: HubConfig,
  incomingFolder: string,
) {
  const runStore = createRunStore(database);
  const probes = createProbeStore(database);
  const models = createModelsService({
    store: createModelsStore(database, audit),
    vault,
    caller,
    egress,
    findActiveRuns: runStore.listActiveNames,
    onNewCredentials: probes.probeSoon,
  });
  const videos = await createVideosService({
    store: createVideoFramesStore(database),
    storage,
    folder: join(config.dataFolder, incomingFolder),
    ffmpegPath: config.ffmpegPath ?? null,
  });
  const datasets = createDatasetsService({
    store: createDatasetsStore(database, audit),
    storage,
    addresses,
    videos,
  });
  const imports = createImportService({
    store: createImportStore(database, audit),
    datasets,
    storage,
    videos,
    caller,
  });
  return { runStore, probes, models, videos, datasets, imports };
}

type Features = Awaited<ReturnType<typeof composeFeatures>>;

async function composeApp(
  { database, storage, access, loopMark, addresses }: Ground,
  { models, videos, datasets, imports }: Features,
  { runs, pauses, signals, queue, questions, triage }: Engine,
  config: HubConfig,
  log: Logger,
) {
  const api = createOwnApi();
  const progress = createProgressStore(database);
  const items = createItemReadStore(database, storage);
  const teams = createTeamAliasStore(database);
  return await createApp({
    log,
    access,
    publicUrl: config.publicUrl,
    loopMark,
    readiness: {
      database: () => database.pool.query('select 1'),
      queue: () => queue.check(),
      storage: () => storage.check(),
    },
    router: {
      protocols: createProtocolsRoutes(api),
      models: createModelsRoutes(api, models),
      datasets: createDatasetsRoutes(api, datasets),
      runs: {
        ...createRunRoutes(api, runs, pauses, createRunProgressFeed({ progress, signals })),
        ...createTriageRoutes(api, triage),
      },
      items: createItemRoutes(
        api,
        createItemService({ items, models, datasets }),
        createItemListService({ lists: createItemListStore(database), runs, datasets }),
      ),
    },
    plainRoutes: [
      createImportRoutes(imports),
      createAssetRoutes(createAssetsService({ datasets, storage, videos })),
      createImageRoutes(createImageService({ addresses, storage })),
      createExportRoutes(createRunExporter({ runs, models, rows: createExportStore(database) })),
      createV7Routes(createV7Service({ access, teams, models, questions })),
    ],
    webFolder: join(import.meta.dirname, '../../web/dist'),
  });
}

/** `host:port` of a PostgreSQL URL; nothing for one that is reached by a socket. */
function portsOf(databaseUrl: string): string[] {
  const { hostname, port, searchParams } = new URL(databaseUrl);
  return searchParams.has('host') ? [] : [`${hostname}:${port || 5432}`];
}
