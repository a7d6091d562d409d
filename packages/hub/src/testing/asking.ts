import type { FastifyInstance } from 'fastify';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How tests ask a hub through its front door, with one key. */
export interface Asking {
  /** Asks with the key and sends JSON. The body of the answer is read as JSON. */
  ask<Body = Record<string, unknown>>(
    method: Method,
    url: string,
    payload?: object,
  ): Promise<{ status: number; body: Body }>;
  /** Uploads files as a form, each under its name. */
  upload<Body = Record<string, unknown>>(
    url: string,
    files: { readonly [name: string]: string | Uint8Array },
  ): Promise<{ status: number; body: Body }>;
}

export function createAsking(app: FastifyInstance, key: string): Asking {
  const headers = { authorization: `Bearer ${key}` };
  return {
    async ask(method, url, payload) {
      const answer = await app.inject({ method, url, headers, ...(payload && { payload }) });
      return { status: answer.statusCode, body: answer.json() };
    },

    async upload(url, files) {
      const form = new FormData();
      for (const [name, content] of Object.entries(files)) {
        form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
      }
      const encoded = new Response(form);
      const answer = await app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-type': encoded.headers.get('content-type') ?? '' },
        payload: Buffer.from(await encoded.arrayBuffer()),
      });
      return { status: answer.statusCode, body: answer.json() };
    },
  };
}
