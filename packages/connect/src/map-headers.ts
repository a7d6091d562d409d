import { setOwn } from './set-own.ts';

export type Headers = { readonly [name: string]: string };

/**
 * The headers with each value written anew; the headers themselves where none of them changes, as most do
 * not. Field by field, since a list of pairs takes six times as long at each call.
 */
export function mapHeaders<Value>(
  headers: { readonly [name: string]: Value },
  write: (value: Value, name: string) => string,
): Headers {
  return areWritten(headers, write) ? headers : writeAll(headers, write);
}

/** Whether each value is what it would be written as: a text then, as all that is written. */
function areWritten<Value>(
  headers: { readonly [name: string]: Value },
  write: (value: Value, name: string) => string,
): headers is { readonly [name: string]: Value & string } {
  for (const name of Object.keys(headers)) {
    const value = headers[name] as Value;
    if (write(value, name) !== value) return false;
  }
  return true;
}

function writeAll<Value>(
  headers: { readonly [name: string]: Value },
  write: (value: Value, name: string) => string,
): Headers {
  const written: Record<string, string> = {};
  for (const name of Object.keys(headers)) {
    setOwn(written, name, write(headers[name] as Value, name));
  }
  return written;
}
