import pg from 'pg';

/** The SQLSTATE with which PostgreSQL itself refuses a text that it cannot keep. */
const invalidText = '22021';

/** What PostgreSQL would refuse, or silently cut or change, is refused before it is sent, as it would. */
export function unstorable(what: string): pg.DatabaseError {
  const error = new pg.DatabaseError(what, what.length, 'error');
  error.code = invalidText;
  return error;
}
