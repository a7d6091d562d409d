import type pg from 'pg';
import { type Db, type Job, PgBoss } from 'pg-boss';
import { withTransaction } from '../database/database.ts';
import type { Notifications } from './notifications.ts';

/** The queues of the hub. A job says only which row to work on; the row holds the truth. */
export const queueNames = {
  plan: 'run-plan',
  chunk: 'run-chunk',
  preview: 'run-preview',
  cancel: 'run-cancel',
  action: 'run-action',
} as const;
export type QueueName = (typeof queueNames)[keyof typeof queueNames];

/** Seconds without a sign of life after which a worker counts as dead and its job is given to another. */
const heartbeatSeconds = 10;

/** How often it is looked for jobs whose worker is dead. */
const superviseSeconds = 2;

export interface QueueJob {
  /** Id of the run to plan, to preview or to cancel, or of the chunk to work on. */
  key: string;
  /** The run to which it belongs: runs take turns. */
  runId: string;
}

/** How a job ended: nothing is left of it, or it is to be given again, behind all that wait. */
export type JobEnd = 'done' | 'again';

/** Works on one job. `signal` is aborted when the job was lost or the worker shall stop. */
export type JobHandler = (key: string, signal: AbortSignal) => Promise<JobEnd>;

/**
 * The queue: pg-boss on the database of the hub. It alone says who holds a job; that an item is
 * saved once never rests on it (DESIGN law 13). Jobs are given in the order in which they were added, but for those
 * of whoever comes new.
 */
export interface Queue {
  start(): Promise<void>;
  /** Adds jobs, inside the transaction of `client` where one is given. A key that is queued or worked on is left alone. */
  add(name: QueueName, jobs: readonly QueueJob[], client?: pg.PoolClient): Promise<void>;
  /**
   * Adds the first of the jobs that are neither queued nor worked on, until so many of them wait. Where nothing of
   * them is queued or worked on, the first goes before all that wait: whoever comes new begins with the next turn,
   * but for one who comes while another that went before is still there. Many newcomers in a row hold up nobody.
   */
  addUpTo(
    name: QueueName,
    jobs: readonly QueueJob[],
    waiting: number,
    client?: pg.PoolClient,
  ): Promise<void>;
  /** Whether a job of another run waits. */
  hasOthers(name: QueueName, runId: string): Promise<boolean>;
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
    superviseIntervalSeconds: superviseSeconds,
    monitorIntervalSeconds: superviseSeconds,
    useListenNotify: true,
  });
  boss.on('error', options.onError);

  async function add(
    name: QueueName,
    jobs: readonly (QueueJob & { priority?: number })[],
    client?: pg.PoolClient,
  ) {
    const inserted = jobs.map(({ priority = 0, ...data }) => {
      return { data, singletonKey: data.key, priority };
    });
    for (let start = 0; start < inserted.length; start += 1000) {
      await boss.insert(
        name,
        inserted.slice(start, start + 1000),
        client ? { db: fromClient(client) } : {},
      );
    }
  }

  /** Whether there is somebody to go before, and nobody who goes or went before others is there. */
  async function mayGoBefore(name: QueueName, client?: pg.PoolClient): Promise<boolean> {
    const { rows } = await (client ?? pool).query<{ may: boolean | null }>(
      `select bool_or(state < 'active') and bool_and(priority = 0) as may from pgboss.job
       where name = $1 and state <= 'active'`,
      [name],
    );
    return rows[0]?.may ?? false;
  }

  /** Ends a job and adds it anew, behind all that wait. One that others have meanwhile is left alone. */
  async function giveAgain(name: QueueName, job: Job<QueueJob>): Promise<void> {
    await withTransaction({ pool }, async (client) => {
      await boss.complete(name, job, undefined, { db: fromClient(client) });
      await add(name, [job.data], client);
    });
  }

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
        // Has pg-boss read now what it knows of the queue: on first use it would take a connection for that
        // beside the one of a transaction, and of many at once none would get it.
        await boss.insert(name, []);
      }
    },
    add,
    async addUpTo(name, jobs, waiting, client) {
      const { rows } = await (client ?? pool).query<{ key: string; waits: boolean }>(
        `select singleton_key as key, state < 'active' as waits from pgboss.job
         where name = $1 and state <= 'active' and singleton_key = any($2)`,
        [name, jobs.map((job) => job.key)],
      );
      const given = new Set(rows.map((row) => row.key));
      const room = waiting - rows.filter((row) => row.waits).length;
      if (room <= 0) return;
      const added = jobs.filter((job) => !given.has(job.key)).slice(0, room);
      const [first, ...others] = added;
      const isNew = first !== undefined && given.size === 0;
      const goesBefore = isNew && (await mayGoBefore(name, client));
      await add(name, goesBefore ? [{ ...first, priority: 1 }, ...others] : added, client);
    },
    async hasOthers(name, runId) {
      const { rows } = await pool.query<{ found: boolean }>(
        `select exists (
           select from pgboss.job where name = $1 and state < 'active' and data ->> 'runId' <> $2
         ) as found`,
        [name, runId],
      );
      return rows[0]?.found ?? false;
    },
    async work(name, parallel, handler) {
      const options = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 1 };
      for (let worker = 0; worker < parallel; worker += 1) {
        const id = await boss.work<QueueJob>(name, options, async ([job]) => {
          try {
            if (!job) return;
            if ((await handler(job.data.key, job.signal)) === 'again') await giveAgain(name, job);
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
