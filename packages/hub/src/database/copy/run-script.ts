import pg from 'pg';
import type { Copy } from './copy-table.ts';

/** A statement of a script: plain SQL without parameters, or a COPY. */
export type Statement = string | Copy;

/** The message that ends the data of a COPY. */
const copyDone = Buffer.from('c\0\0\0\x04', 'latin1');

/**
 * Runs statements one after another in a single round trip: all of them go out at once as one simple
 * query, and the data of the COPYs right behind it, in their order. After an error PostgreSQL skips the
 * statements that follow, a `commit` among them, and ignores the data that is still on its way (its
 * protocol says so). Returns the result of each statement.
 *
 * Values stand in the text: everything that is not ours goes through {@link literal}.
 */
export function runScript(
  client: pg.ClientBase,
  statements: readonly Statement[],
): Promise<pg.QueryResult[]> {
  const text = statements.map((it) => (typeof it === 'string' ? it : it.statement)).join(';\n');
  const copies = statements.flatMap((it) => (typeof it === 'string' ? [] : [it.data]));

  return new Promise((resolve, reject) => {
    const query = new pg.Query(text, (error: Error | undefined, results: unknown) => {
      if (error) reject(error);
      else resolve((Array.isArray(results) ? results : [results]) as pg.QueryResult[]);
    });
    query.submit = (connection) => {
      connection.stream.cork();
      connection.query(text);
      for (const data of copies) {
        connection.stream.write(data);
        connection.stream.write(copyDone);
      }
      connection.stream.uncork();
    };
    // The data went out with the statement: that the server is ready for it is no news.
    Object.assign(query, { handleCopyInResponse: () => {} });
    client.query(query);
  });
}
