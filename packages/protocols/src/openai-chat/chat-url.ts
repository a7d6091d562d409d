import type { OpenAiChatConnection } from './connection.ts';

/**
 * The address of chat completions for what a user typed: the server, the server with `/v1`, or the whole
 * address. A version at the end is kept, else `/v1` is put there.
 */
export function chatUrl({ url, exactUrl }: Pick<OpenAiChatConnection, 'url' | 'exactUrl'>): string {
  if (exactUrl) return url;
  const full = new URL(url);
  const base = full.pathname
    .replace(/\/+$/, '')
    .replace(/\/chat\/completions$/, '')
    .replace(/\/+$/, '');
  full.pathname = /\/v\d[^/]*$/.test(base)
    ? `${base}/chat/completions`
    : `${base}/v1/chat/completions`;
  return full.href;
}
