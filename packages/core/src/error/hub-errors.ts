import type { ErrorDefinition } from './error-definition.ts';

/** Errors of the hub: the state of a run, what it keeps, and itself. */
export const hubErrors = {
  RUN_STATE_CONFLICT: {
    status: 409,
    retryable: false,
    title: 'The run is in a state in which this cannot be done',
    remedy:
      'Look at the state of the run; a run that has ended cannot be changed, start a new one.',
  },
  RUN_ITEM_QUARANTINED: {
    status: 500,
    retryable: false,
    title: 'The worker ended each time it worked on this item',
    remedy:
      'Look at the data row and at what the model answers to it, and at the log and the memory of the workers. When the cause is gone, retry the item.',
  },
  RUN_CUT_SHORT: {
    status: 409,
    retryable: false,
    title: 'The run ended before this was done',
    remedy: 'Look at the run to see who or what ended it, then ask again.',
  },
  RUN_ANSWER_MISSING: {
    status: 409,
    retryable: false,
    title: 'There is no stored answer that could be decoded again',
    remedy: 'Retry the items, so that the model is asked.',
  },
  RUN_EXCHANGE_REMOVED: {
    status: 409,
    retryable: false,
    title: 'What the model answered is not kept any more',
    remedy:
      'Retry the items, or start a new run. PATCHBAY_EXCHANGE_DAYS says for how many days exchanges are kept.',
  },
  RUN_EXCHANGE_CUT: {
    status: 409,
    retryable: false,
    title: 'The answer was too long to be kept whole',
    remedy:
      'Retry the items, or start a new run; with a higher PATCHBAY_EXCHANGE_LIMIT the next answers are kept whole.',
  },
  STORAGE_ASSET_MISSING: {
    status: 500,
    retryable: false,
    title: 'The file of a data row is not in the storage',
    remedy: 'Import the data row again, or restore the storage folder from its backup.',
  },
  STORAGE_ASSET_DAMAGED: {
    status: 500,
    retryable: false,
    title: 'The file of a data row in the storage is damaged',
    remedy:
      'Check the disk, and restore the storage folder from its backup. Then retry the failed items.',
  },
  STORAGE_UNREACHABLE: {
    status: 503,
    retryable: true,
    title: 'The object storage does not answer',
    remedy:
      'See that the storage runs and that this machine reaches it: PATCHBAY_S3_ENDPOINT, the network, the firewall.',
  },
  STORAGE_REFUSED: {
    status: 503,
    retryable: false,
    title: 'The object storage refuses what the hub asks of it',
    remedy:
      'The message says what is wrong: the bucket (PATCHBAY_S3_BUCKET), the region (PATCHBAY_S3_REGION), the keys (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) or the clock of this machine.',
  },
  STORAGE_HELD: {
    status: 409,
    retryable: false,
    title: 'Another hub uses this data folder',
    remedy:
      'Stop the hub that the message names, or give this one a data folder of its own with PATCHBAY_DATA.',
  },
  STORAGE_DATABASE_FAILED: {
    status: 503,
    retryable: false,
    title: 'The database could not be started or reached',
    remedy:
      'Read the reason in the message. The log of the embedded server is `postgres.log` in the data folder; with DATABASE_URL, check address, user and password.',
  },
  STORAGE_SCHEMA_NEWER: {
    status: 500,
    retryable: false,
    title: 'The database was written by a newer version of Patchbay',
    remedy: 'Start that version again, or restore a backup that was made before it.',
  },
  STORAGE_SCHEMA_OLDER: {
    status: 500,
    retryable: false,
    title: 'The database was written by an older version of Patchbay',
    remedy:
      'Start the hub of this version first: it brings the tables up to date. Then start the worker.',
  },
  STORAGE_NOT_EMPTY: {
    status: 409,
    retryable: false,
    title: 'A backup is only restored into an empty database',
    remedy:
      'Name another data folder with PATCHBAY_DATA, or another database with DATABASE_URL. To replace a hub, stop it, put its data folder aside, and restore into a new one.',
  },
  STORAGE_NOT_SHARED: {
    status: 500,
    retryable: false,
    title: 'The worker does not have the storage of the hub',
    remedy:
      'Give hub and workers the same database and the same storage: one S3 bucket, or one folder that all of them see.',
  },
  SECRET_UNREADABLE: {
    status: 500,
    retryable: false,
    title: 'A stored secret could not be unsealed',
    remedy:
      'Give hub and workers the key with which the secret was sealed (PATCHBAY_SECRET_KEY or the file `secret-key`), or enter the secret again.',
  },
  SECRET_KEY_NOT_SHARED: {
    status: 409,
    retryable: true,
    title: 'A process at work does not know the new secret key',
    remedy:
      'Give it the key: the file `secret-key` in its data folder, or PATCHBAY_SECRET_KEY and a new start. Then call `patchbay rotate-key` again.',
  },
  HUB_UNREACHABLE: {
    status: 503,
    retryable: true,
    title: 'The hub does not answer',
    remedy: 'Start it with `patchbay serve`, or set PATCHBAY_URL to its address.',
  },
  HUB_CONNECTIONS_EXHAUSTED: {
    status: 503,
    retryable: true,
    title: 'The machine that calls has no files or ports left for another connection',
    remedy:
      'Calls wait until connections are free. Where that takes long, lower the concurrency of the models, or let the process open more files (`ulimit -n`).',
  },
  INTERNAL: {
    status: 500,
    retryable: false,
    title: 'Patchbay itself failed',
    remedy: 'Look for the request id in the log of the hub and report what you find.',
  },
} as const satisfies Record<string, ErrorDefinition>;
