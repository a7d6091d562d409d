import type { Endpoint } from '../prediction-protocol.ts';
import type { FoundryConnection } from './connection.ts';

/** The last parts of the paths at which such servers usually take the POST. */
const usualEnds = ['predict', 'infer', 'inference', 'predictions', 'invocations'] as const;

/** The one address that is called, exactly as it was entered, and those below it that people leave out. */
export function listEndpoints({ url }: Pick<FoundryConnection, 'url'>): Endpoint[] {
  return [
    {
      purpose: 'predictions',
      method: 'POST',
      url,
      alternatives: listOthers(url).map((other) => ({ url: other, connection: { url: other } })),
    },
  ];
}

function listOthers(entered: string): string[] {
  const path = new URL(entered).pathname;
  const base = path.replace(/\/+$/, '');
  const others = [
    ...usualEnds.map((end) => `${base}/${end}`),
    base === '' ? '' : toggleSlash(path),
  ];
  return others.filter((other) => other !== '').map((other) => at(entered, other));
}

function toggleSlash(path: string): string {
  return path.endsWith('/') ? path.replace(/\/+$/, '') : `${path}/`;
}

function at(entered: string, path: string): string {
  const url = new URL(entered);
  url.pathname = path;
  return url.href;
}
