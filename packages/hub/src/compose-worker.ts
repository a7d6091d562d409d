import type { Logger } from 'pino';
import { composeEngine, type Engine } from './compose-engine.ts';
import { composeFeatures, composeGround, type Features, type Ground } from './compose-ground.ts';
import type { HubConfig } from './config.ts';
import type { Database } from './database/database.ts';

/**
 * Constructs what works on runs. Nothing that answers requests is loaded, which a worker would
 * keep in memory for nothing. Nothing runs yet.
 */
export async function composeWorker(config: HubConfig, database: Database, log: Logger) {
  const ground = await composeGround(config, database, { role: 'worker', log });
  const features = composeFeatures(ground, config);
  return toParts(
    ground,
    features,
    composeEngine({ ...ground, ...features }, readEngineOptions(config), log),
    config,
  );
}

/** What the configuration says of the engine. */
export function readEngineOptions({ workers, exchangeLimit }: HubConfig) {
  return { parallelChunks: workers, exchangeLimit };
}

/** What a hub and a worker have in common. */
export function toParts(
  ground: Ground,
  { usage }: Pick<Features, 'usage'>,
  engine: Engine,
  config: HubConfig,
) {
  return {
    /** By which logs and beats name this process. */
    id: engine.workerId,
    deployment: ground.deployment,
    /** Resolves where this process cannot go on: it has not the secret key of its deployment. */
    keyLost: ground.keyWatch.lost,
    /** Told where the hub listens: no model may stand there, and models fetch images from there. */
    listenAt(url: string): void {
      ground.ownAddresses.addHub(url);
      ground.addresses.listenAt(url);
    },
    /** Begins to work on runs. */
    async startWorkers(): Promise<void> {
      await engine.notifications.start();
      await ground.keyWatch.start(engine.notifications);
      await engine.signals.start();
      await engine.queue.start();
      await engine.workers.start();
      engine.sweeper?.start();
      ground.callers.start();
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
      await usage.flush();
      await engine.notifications.stop();
      await ground.callers.close();
    },
  };
}
