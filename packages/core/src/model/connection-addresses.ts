import type { ModelConfiguration } from './model-configuration.ts';

type Connection = ModelConfiguration['connection'];

/** The addresses that a connection names: that of the endpoint, and those of single calls (`url`, `inferUrl`). */
export function listAddresses(connection: Connection): string[] {
  return Object.entries(connection).flatMap(([name, value]) =>
    (name === 'url' || name.endsWith('Url')) && typeof value === 'string' ? value : [],
  );
}

/**
 * The origins (scheme, host and port) that a connection calls and the one before it did not: credentials
 * that were entered for that one were not meant for them. What is no address is left out.
 */
export function listNewOrigins(before: Connection, after: Connection): string[] {
  const known = new Set(listOrigins(before));
  return listOrigins(after).filter((origin) => !known.has(origin));
}

/** The origins that are called, each once. */
export function listOrigins(connection: Connection): string[] {
  return [...new Set(listAddresses(connection).flatMap(readOrigin))];
}

function readOrigin(address: string): string[] {
  try {
    return [new URL(address.trim()).origin];
  } catch {
    return [];
  }
}
