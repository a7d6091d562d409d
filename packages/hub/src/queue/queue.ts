import type pg from 'pg';
import { type Db, PgBoss } from 'pg-boss';
import type { Notifications } from './notifications.ts';

/** The queues of the hub. A job says only which row to work on; the row holds the truth. */
export const queueNames = { plan: 'run-plan', chunk: 'run-chunk' } as const;
export type QueueName = (typeof queueNames)[keyof typeof queueNames];

/** Seconds without a sign of life after which a worker counts as dead and its job is given to another. */
const heartbeatSeconds = 10;

export interface QueueJob {
  /** Id of the run to plan, or of the chunk to work on. */
  key: string;
}

/** Works on one job. `signal` is aborted when the job was lost or the worker shall stop. */
export type JobHandler = (key: string, signal: AbortSignal) => Promise<void>;

/**
 * The queue: pg-boss on the database of the hub. It alone says who holds a job; that an item is
 * saved once never rests on it (DESIGN law 13).
 */
export interface Queue {
  start(): Promise<void>;
  /** Adds jobs, inside the transaction of `client` where one is given. A key that is queued or worked on is left alone. */
  add(name: QueueName, keys: readonly string[], client?: pg.PoolClient): Promise<void>;
  /** Works on jobs of a queue, several at once in this process. */
  work(name: QueueName, parallel: number, handler: JobHandler): Promise<void>;
  /** Fails where no job can be given or taken just now. */
  check(): Promise<void>;
  /** Takes no more jobs and waits for those at work. */
  stop(timeoutMs: number): Promise<void>;
}

export function createQueue(options: {
  pool: pg.Pool;
  notifications: Notifications;
  onError: (error: unknown) => void;
}): Queue {
  const { pool, notifications } = options;
  const boss = new PgBoss({
    // Our own pool: it outlives connections that break, whoever holds them.
    db: {
      executeSql: (text, values) => pool.query(text, values),
      listen: async (channel, hear, onReconnect) => ({
        close: await notifications.listen(channel, hear, onReconnect),
      }),
    },
    schedule: false,
    superviseIntervalSeconds: 5,
    monitorIntervalSeconds: 5,
    useListenNotify: true,
  });
  boss.on('error', options.onError);

  return {
    async start() {
      await boss.start();
      for (const name of Object.values(queueNames)) {
        await boss.createQueue(name, {
          policy: 'exclusive',
          heartbeatSeconds,
          expireInSeconds: 6 * 60 * 60,
          retryLimit: 3,
          deleteAfterSeconds: 60 * 60,
          notify: true,
        });
      }
    },
    async add(name, keys, client) {
      const jobs = keys.map((key) => ({ data: { key } satisfies QueueJob, singletonKey: key }));
      for (let start = 0; start < jobs.length; start += 1000) {
        await boss.insert(
          name,
          jobs.slice(start, start + 1000),
          client ? { db: fromClient(client) } : {},
        );
      }
    },
    async work(name, parallel, handler) {
      const options = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 };
      for (let worker = 0; worker < parallel; worker += 1) {
        const id = await boss.work<QueueJob>(name, options, async ([job]) => {
          try {
            if (job) await handler(job.data.key, job.signal);
          } finally {
            // Where one job was there is likely another: look at once, not at the next poll.
            boss.notifyWorker(id);
          }
        });
      }
    },
    async check() {
      await boss.getQueues(Object.values(queueNames));
    },
    async stop(timeoutMs) {
      await boss.stop({ graceful: true, timeout: timeoutMs });
    },
  };
}

/** Lets pg-boss write inside a transaction of ours. */
function fromClient(client: pg.PoolClient): Db {
  return { executeSql: (text, values) => client.query(text, values) };
}
