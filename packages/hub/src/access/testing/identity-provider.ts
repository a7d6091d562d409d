import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from '@patchbay/connect/testing/loopback-port.ts';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { createToken } from '../one-way.ts';

/** What it can be told to do wrong. */
export type ProviderFault =
  | 'another nonce'
  | 'another audience'
  | 'another issuer'
  | 'expired'
  | 'another key'
  | 'no signature'
  | 'denied'
  | 'ill'
  | 'codes are good for ever'
  | 'page for an answer'
  | 'e-mail elsewhere';

/** Somebody with an account at the provider. */
export interface ProviderPerson {
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: unknown;
  readonly name?: string;
}

export type IdentityProvider = Awaited<ReturnType<typeof startIdentityProvider>>;

/** How the hub is known to it. */
export const providerClient = { id: 'patchbay', secret: 'the secret of the client' };

/** A small provider of OpenID Connect over HTTP, in which whoever `person` is agrees to everything at once. */
export async function startIdentityProvider() {
  const keys = await generateKeyPair('RS256');
  const others = await generateKeyPair('RS256');
  const grants = new Map<string, URLSearchParams>();
  const state = {
    person: { sub: 'nobody' } as ProviderPerson,
    fault: null as ProviderFault | null,
  };
  const answer = { authorize, token, jwks, userinfo, '.well-known/openid-configuration': describe };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const route = answer[url.pathname.slice(1) as keyof typeof answer];
    if (!route || state.fault === 'ill') return void response.writeHead(503).end();
    route(url, request, response).catch((error: Error) => {
      response.writeHead(500).end(error.message);
    });
  });
  const issuer = `http://127.0.0.1:${await listen(server)}`;

  async function describe(_: URL, __: IncomingMessage, response: ServerResponse) {
    sendJson(response, 200, {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      userinfo_endpoint: `${issuer}/userinfo`,
      response_types_supported: ['code'],
      id_token_signing_alg_values_supported: ['RS256', 'none'],
    });
  }

  async function authorize({ searchParams }: URL, _: IncomingMessage, response: ServerResponse) {
    const back = new URL(searchParams.get('redirect_uri') ?? '');
    back.searchParams.set('state', searchParams.get('state') ?? '');
    if (state.fault === 'denied') back.searchParams.set('error', 'access_denied');
    else {
      const code = createToken();
      grants.set(code, searchParams);
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  async function token(_: URL, request: IncomingMessage, response: ServerResponse) {
    if (state.fault === 'page for an answer') {
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hello</p>');
    }
    const body = new URLSearchParams(await text(request));
    const { id, secret } = providerClient;
    const shown = Buffer.from(request.headers.authorization?.split(' ')[1] ?? '', 'base64');
    const [shownId, shownSecret] = shown.toString().split(':').map(decodeForm);
    if (shownId !== id || shownSecret !== secret) {
      return sendJson(response, 401, { error: 'invalid_client' });
    }
    const grant = grants.get(body.get('code') ?? '');
    if (state.fault !== 'codes are good for ever') grants.delete(body.get('code') ?? '');
    const challenge = createHash('sha256').update(body.get('code_verifier') ?? '');
    const isRight =
      grant?.get('code_challenge_method') === 'S256' &&
      grant.get('code_challenge') === challenge.digest('base64url') &&
      grant.get('redirect_uri') === body.get('redirect_uri');
    if (!isRight) return sendJson(response, 400, { error: 'invalid_grant' });
    sendJson(response, 200, {
      access_token: 'for the userinfo',
      token_type: 'Bearer',
      id_token: await sign(claimsOf(grant.get('nonce') ?? '')),
    });
  }

  async function jwks(_: URL, __: IncomingMessage, response: ServerResponse) {
    sendJson(response, 200, { keys: [{ ...(await exportJWK(keys.publicKey)), use: 'sig' }] });
  }

  async function userinfo(_: URL, __: IncomingMessage, response: ServerResponse) {
    sendJson(response, 200, state.person);
  }

  function claimsOf(nonce: string): JWTPayload {
    const { fault, person } = state;
    const now = Math.floor(Date.now() / 1000) - (fault === 'expired' ? 7200 : 0);
    return {
      ...(fault === 'e-mail elsewhere' ? { sub: person.sub } : person),
      iss: fault === 'another issuer' ? 'https://elsewhere.example' : issuer,
      aud: fault === 'another audience' ? 'another client' : providerClient.id,
      nonce: fault === 'another nonce' ? 'of another sign-in' : nonce,
      iat: now,
      exp: now + 3600,
    };
  }

  async function sign(claims: JWTPayload): Promise<string> {
    if (state.fault === 'no signature') return new UnsecuredJWT(claims).encode();
    const { privateKey } = state.fault === 'another key' ? others : keys;
    return await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey);
  }

  return {
    issuer,
    state,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function decodeForm(encoded: string): string {
  return decodeURIComponent(encoded.replaceAll('+', ' '));
}
