import { join } from 'node:path';
import { createOwnAddresses } from '@patchbay/connect/egress/own-addresses.ts';
import { createSystemResolver } from '@patchbay/connect/egress/resolve-host.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { Logger } from 'pino';
import { type AuditLog, createAuditLog } from './access/audit.ts';
import type { HubConfig } from './config.ts';
import type { Database } from './database/database.ts';
import { createDatasetsService } from './datasets/datasets-service.ts';
import { createDatasetsStore } from './datasets/datasets-store.ts';
import { createImageAddresses } from './datasets/image-addresses.ts';
import { createVideoFramesStore } from './datasets/videos/video-frames-store.ts';
import { createVideosService } from './datasets/videos/videos-service.ts';
import { createDeploymentService } from './deployment/deployment-service.ts';
import { createDeploymentStore } from './deployment/deployment-store.ts';
import { createEgressService } from './egress/egress-service.ts';
import { createEgressStore } from './egress/egress-store.ts';
import { createOrganisationCallers } from './egress/organisation-callers.ts';
import { createReachLimit } from './egress/reach-limit.ts';
import { createChecksStore } from './models/checks-store.ts';
import { createCredentialsKeeper } from './models/kept-credentials.ts';
import { createModelsService } from './models/models-service.ts';
import { createModelsStore } from './models/models-store.ts';
import { createRevisionsService } from './models/revisions-service.ts';
import { createCatalogueStore } from './models/statistics/catalogue-store.ts';
import { createStatisticsService } from './models/statistics/statistics-service.ts';
import { createStatisticsStore } from './models/statistics/statistics-store.ts';
import { createUsageMeter } from './models/statistics/usage-meter.ts';
import { createUsageStore } from './models/statistics/usage-store.ts';
import { createProbeStore } from './runs/gates/probe-store.ts';
import { createRunStore } from './runs/run-store.ts';
import { createRetentionService } from './settings/retention-service.ts';
import { createRetentionStore } from './settings/retention-store.ts';
import type { AssetStorage } from './storage/asset-storage.ts';
import { openStorage } from './storage/open-storage.ts';
import { readS3Settings } from './storage/s3/s3-settings.ts';
import { createThumbnailFolder } from './storage/thumbnail-folder.ts';
import { drawSecret, makeKeyFile, secretKeyFile } from './vault/key-file.ts';
import { type KeyRing, openKeyRing } from './vault/key-ring.ts';
import { createKeyWatch } from './vault/key-watch.ts';
import { createVault } from './vault/vault.ts';

/** What every feature stands on: secrets, files, the audit log, and the way out. */
export async function composeGround(
  config: HubConfig,
  database: Database,
  { role, log }: { role: 'hub' | 'worker'; log: Logger },
) {
  const { dataFolder } = config;
  const keys = openKeyRing(config);
  const vault = createVault(keys);
  const thumbnails = createThumbnailFolder(join(dataFolder, 'thumbnails'));
  const storage = thumbnails.follow(await openStorage(dataFolder, readS3Settings(config)));
  const deployment = composeDeployment({ database, storage, keys, dataFolder });
  const deploymentSecret = await (role === 'hub' ? deployment.open() : deployment.openBegun());
  const loopMark = deploymentSecret.derive('loop mark').toString('hex');
  const audit = createAuditLog();
  const addresses = createImageAddresses({
    key: deploymentSecret.derive('image addresses'),
    publicUrl: config.publicUrl ?? null,
  });
  return {
    database,
    keys,
    deploymentSecret,
    vault,
    storage,
    thumbnails,
    audit,
    loopMark,
    keyWatch: createKeyWatch({
      keys,
      follow: deployment.follow,
      onError: (error) => log.error({ err: error }, 'The secret keys could not be looked at.'),
    }),
    ...composeWayOut({ database, audit, loopMark }, config, log),
    addresses,
    deployment,
    log,
    retention: createRetentionService({
      store: createRetentionStore(database, audit),
      hubDays: config.exchangeDays,
      bodyLimitBytes: config.exchangeLimit,
    }),
  };
}

/** The way out, and what is allowed there. */
function composeWayOut(
  parts: { database: Database; audit: AuditLog; loopMark: string },
  { egressAllow: allow }: HubConfig,
  log: Logger,
) {
  const { database, audit, loopMark } = parts;
  const resolveHost = createSystemResolver();
  const ownAddresses = createOwnAddresses(resolveHost, portsOf(database.url));
  const store = createEgressStore(database, audit);
  const callers = createOrganisationCallers({
    store,
    allow,
    own: ownAddresses,
    resolveHost,
    loopMark,
    onError: (error) => log.error({ err: error }, 'The permissions to call could not be read.'),
  });
  const egress = createEgressService({ store, callers, allowedByEnvironment: allow });
  return { ownAddresses, callers, egress };
}

/** What all processes on one database have in common. */
export function composeDeployment(parts: {
  database: Database;
  storage: AssetStorage;
  keys: KeyRing;
  dataFolder: string;
}) {
  const { database, keys, dataFolder, storage } = parts;
  return createDeploymentService({
    store: createDeploymentStore(database),
    storage,
    keys,
    async makeKey() {
      const isMade = await makeKeyFile(secretKeyFile(dataFolder), [drawSecret()]);
      keys.reload();
      if (!isMade && keys.ids.length === 0) throw emptyKeyFile(secretKeyFile(dataFolder));
    },
  });
}

function emptyKeyFile(file: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `There is no key in the file ${file}. Restore it from its copy; where there was never one, remove the file, and a key is made.`,
  });
}

export type Ground = Awaited<ReturnType<typeof composeGround>>;

/** What runs are started from: models, datasets with their videos, and what stands of the runs themselves. */
export function composeFeatures(
  { database, vault, deploymentSecret, storage, audit, callers, addresses, log }: Ground,
  config: HubConfig,
) {
  const runStore = createRunStore(database);
  const probes = createProbeStore(database);
  const keeper = createCredentialsKeeper({ vault, key: deploymentSecret.derive('fingerprints') });
  const reachLimit = createReachLimit();
  const ways = {
    store: createModelsStore(database, audit, keeper),
    callers,
    reachLimit,
    onNewCredentials: probes.probeSoon,
  };
  const usage = createUsageMeter({
    store: createUsageStore(database),
    onError: (error) => log.error({ err: error }, 'What models were called could not be counted.'),
  });
  const models = createModelsService({
    ...ways,
    checks: createChecksStore(database, audit),
    keeper,
    usage,
    findActiveRuns: runStore.listActiveNames,
  });
  const revisions = createRevisionsService({ ...ways, models });
  const statistics = createStatisticsService({
    statistics: createStatisticsStore(database),
    catalogue: createCatalogueStore(database),
    usage,
  });
  const videos = createVideosService({
    store: createVideoFramesStore(database),
    storage,
    ffmpegPath: config.ffmpegPath ?? null,
  });
  const datasets = createDatasetsService({
    store: createDatasetsStore(database, audit),
    storage,
    addresses,
    videos,
  });
  return { runStore, probes, models, revisions, statistics, usage, videos, datasets, reachLimit };
}

export type Features = ReturnType<typeof composeFeatures>;

/** `host:port` of a PostgreSQL URL; nothing for one that is reached by a socket. */
function portsOf(databaseUrl: string): string[] {
  const { hostname, port, searchParams } = new URL(databaseUrl);
  return searchParams.has('host') ? [] : [`${hostname}:${port || 5432}`];
}
