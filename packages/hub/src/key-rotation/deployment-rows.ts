import { createAuditLog } from '../access/audit.ts';
import { type Database, withTransaction } from '../database/database.ts';
import { keysChannel, listProcesses, listWithoutKey } from '../vault/held-keys.ts';

/** What a rotation wants to know of a deployment. */
interface Named {
  readonly id: string;
  readonly secretKeyId: string;
}

/** A process at work. */
export interface WorkingProcess {
  readonly address: string;
  readonly connectedAt: Date;
}

/** Any number that no other program locks: "rotate" in telephone keys. */
const advisoryLock = 768_283;

/** The right to rotate keys, until the connection is closed: false where another command has it. */
export async function tryHoldRotation(
  { pool }: Database,
  undo: (step: () => Promise<void>) => void,
) {
  const client = await pool.connect();
  undo(async () => client.release(true));
  const { rows } = await client.query<{ isOurs: boolean }>(
    'select pg_try_advisory_lock($1) as "isOurs"',
    [advisoryLock],
  );
  return rows[0]?.isOurs === true;
}

export async function findDeployment({ pool }: Database): Promise<Named | null> {
  const { rows } = await pool.query<Named>(
    'select id, secret_key_id as "secretKeyId" from deployment',
  );
  return rows[0] ?? null;
}

/** Tells all processes at work to read their keys anew, and lists those that do not know a key yet. */
export async function askForKey({ pool }: Database, keyId: string): Promise<WorkingProcess[]> {
  await pool.query('select pg_notify($1, $2)', [keysChannel, keyId]);
  return (await pool.query<WorkingProcess>(listWithoutKey(keyId))).rows;
}

/** Lists the processes at work. */
export async function listAtWork({ pool }: Database): Promise<WorkingProcess[]> {
  return (await pool.query<WorkingProcess>(listProcesses)).rows;
}

/**
 * Names the key that seals from now on, and tells the audit of every organisation. Whoever is just storing a seal
 * ends that first; whoever begins later seals with the new key.
 */
export async function nameKey(database: Database, deployment: Named, keyId: string): Promise<void> {
  await withTransaction(database, async (client) => {
    await client.query('update deployment set secret_key_id = $1', [keyId]);
    await record(client, 'secret-key:rotated', deployment, {
      from: deployment.secretKeyId,
      to: keyId,
    });
  });
}

/** Begins anew with another key and another secret of the deployment: what no key opens is lost, and sessions end. */
export async function replaceLostKey(
  database: Database,
  deployment: Named,
  { keyId, sealedSecret }: { keyId: string; sealedSecret: string },
): Promise<void> {
  await withTransaction(database, async (client) => {
    await client.query('update deployment set secret_key_id = $1, sealed_secret = $2', [
      keyId,
      sealedSecret,
    ]);
    await client.query('update session set expires_at = now() where expires_at > now()');
    await record(client, 'secret-key:lost', deployment, {
      lost: deployment.secretKeyId,
      to: keyId,
    });
  });
}

/** Tells the audit that keys are not kept any more. */
export async function recordRetired(
  database: Database,
  deployment: Named,
  keyIds: readonly string[],
): Promise<void> {
  await withTransaction(database, (client) =>
    record(client, 'secret-key:retired', deployment, { keys: keyIds.join(', ') }),
  );
}

/** The key is that of all organisations. */
async function record(
  client: Parameters<ReturnType<typeof createAuditLog>['recordByOperator']>[0],
  action: string,
  { id }: Named,
  details: { [name: string]: string },
): Promise<void> {
  await createAuditLog().recordByOperator(client, { action, subject: id, details });
}
