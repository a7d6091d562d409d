import { errorCodes } from '@patchbay/core/error/codes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import pg from 'pg';

/**
 * Why something could not be stored: the values themselves are `refused`, now and always; it may be
 * `passing`, and the same is worth trying again; or it is `lasting`, and a person has to look at it.
 */
export type StorageFailureKind = 'refused' | 'passing' | 'lasting';

/** SQLSTATE classes: 22, a value is not of its type; 23, it is there already; 54, it is too large. */
const refusals = /^(22|23|54)/;

/**
 * What passes by itself, or once somebody has made room: connections (08), shutdown and start (57P), a
 * cancelled statement (57014), no memory, disk or connection left (53), conflicts with other transactions
 * (40), locks (55P03), a server that only reads (25006), a disk that fails (58030).
 */
const passing = /^(08|57P|57014|53|40|55P03|25006|58030)/;

/** The same as the operating system tells it, on the way to the database or to the storage. */
const passingSystemErrors = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENOENT', // the socket of a server in a folder that is being started again
  'ENOSPC',
  'EDQUOT',
  'EROFS',
  'EIO',
  'EMFILE',
  'ENFILE',
]);

/** What `pg` says, without a code, of a connection that is not there. */
const lostConnection =
  /^(Connection terminated|timeout exceeded when trying to connect|timeout expired|Client has encountered a connection error|Query read timeout)/;

/**
 * Judges a failure to store something. What neither the database, nor the storage, nor the system tells
 * is a mistake of ours about these values: it must not hold up others.
 */
export function judgeStorageFailure(error: unknown): StorageFailureKind {
  if (error instanceof PatchbayError) {
    return errorCodes[error.code].retryable ? 'passing' : 'lasting';
  }
  if (!(error instanceof Error)) return 'refused';
  if (error instanceof AggregateError) return judgeStorageFailure(error.errors[0]);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (refusals.test(code)) return 'refused';
  if (passing.test(code) || passingSystemErrors.has(code)) return 'passing';
  if (lostConnection.test(error.message)) return 'passing';
  return error instanceof pg.DatabaseError ? 'lasting' : 'refused';
}
