import type { Endpoint } from '../prediction-protocol.ts';
import type { OpenAiChatConnection } from './connection.ts';

type Address = Pick<OpenAiChatConnection, 'url' | 'exactUrl' | 'api'>;

const version = /\/v\d[^/]*$/;

const paths = { chat: 'chat/completions', completions: 'completions' } as const;

/**
 * The address that is called for what a user typed: the server, the server with `/v1`, or the whole
 * address, of chat completions or of the legacy ones. A version at the end is kept, else `/v1` is put
 * there; the query is kept.
 */
export function resolveUrl({ url, exactUrl, api }: Address): string {
  if (exactUrl) return url;
  const base = readBase(url);
  return withPath(url, version.test(base) ? base : `${base}/v1`, api);
}

/** The address that is called, and where else servers of the contract are found. */
export function listEndpoints(address: Address): Endpoint[] {
  const called = resolveUrl(address);
  const base = readBase(address.url);
  const bases = version.test(base) ? [base, base.replace(version, '')] : [`${base}/v1`, base];
  const others = bases.map((path) => withPath(address.url, path, address.api));
  const alternatives = others
    .filter((url) => url !== called)
    .map((url) => ({ url, connection: { url, exactUrl: true } }));
  return [{ purpose: 'predictions', method: 'POST', url: called, alternatives }];
}

/** The path of an address, without what stands for chat completions or legacy completions at its end. */
function readBase(url: string): string {
  return new URL(url).pathname
    .replace(/\/+$/, '')
    .replace(/(?:\/+chat)?\/+completions$/, '')
    .replace(/\/+$/, '');
}

function withPath(url: string, base: string, api: Address['api']): string {
  const full = new URL(url);
  full.pathname = `${base}/${paths[api]}`;
  full.hash = '';
  return full.href;
}
