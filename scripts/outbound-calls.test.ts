import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSources } from './house/source-file.ts';

/** All that makes connections in the product, or starts programs, each with what it reaches. Nobody else does. */
const knownSites: { readonly [path: string]: string } = {
  // Addresses that people type: through the guard, which dials what it judged.
  'packages/connect/src/agents.ts': 'models, images and files, by the guarded connector',
  'packages/connect/src/egress/guarded-connector.ts': 'dials the addresses that the guard judged',
  'packages/connect/src/egress/resolve-host.ts': 'asks the resolver of the system for the guard',
  // In the process of a model's owner, with a guard of its own: docs/decisions/model-kit-downloads.md.
  'packages/model-kit/src/download-image.ts': 'images that a request only points to',
  // What the operator configures.
  'packages/hub/src/storage/s3/s3-client.ts': 'the bucket of the operator',
  'packages/hub/src/database/database.ts': 'the database of the hub',
  'packages/hub/src/database/embedded-server.ts': 'the database of the hub',
  'packages/hub/src/queue/notifications.ts': 'the database of the hub',
  'packages/hub/src/access/oidc/oidc-provider.ts': 'the service by which people sign in',
  'packages/hub/src/access/auth-store.ts': 'nobody, as it is set up: it has no providers',
  // Programs: of PostgreSQL, and of the operator.
  'packages/hub/src/database/cluster.ts': 'initdb',
  'packages/hub/src/database/leftover-server.ts': 'a PostgreSQL of ours that was left running',
  'packages/hub/src/database/process-identity.ts': 'ps',
  'packages/hub/src/datasets/videos/ffmpeg-frames.ts': 'ffmpeg, which may read files alone',
  'packages/hub/src/datasets/videos/run-video-task.ts': 'the built-in decoder, in a process',
  // Clients of the hub itself.
  'packages/cli/src/api/hub-fetch.ts': 'the hub, for the command line',
  'packages/cli/src/api/post-form.ts': 'the hub, for the command line',
  'packages/web/src/api/client.ts': 'the hub, for its own pages',
  'packages/web/src/api/ask-model.ts': 'the hub, for its own pages',
  'packages/web/src/api/picture-problem.ts': 'the hub, for its own pages',
  'packages/web/src/api/try-sample.ts': 'the hub, for its own pages',
  'packages/web/src/api/call-hub.ts': 'the hub, for its own pages',
  'packages/web/src/api/upload.ts': 'the hub, for its own pages',
};

/** Modules by which a process can reach others, or start one that can, and what of them cannot. */
const modules: { readonly [name: string]: readonly string[] } = {
  undici: ['errors'],
  'undici-types': [],
  'node:http': ['createServer', 'STATUS_CODES', 'METHODS'],
  'node:https': ['createServer'],
  'node:http2': [],
  'node:net': ['createServer', 'isIP', 'isIPv4', 'isIPv6', 'BlockList'],
  'node:tls': ['createSecureContext', 'getCACertificates'],
  'node:dgram': [],
  'node:child_process': [],
  'node:dns': [],
  'node:dns/promises': [],
  axios: [],
  got: [],
  ky: [],
  ws: [],
  'node-fetch': [],
  'openid-client': [
    'AuthorizationResponseError',
    'ClientError',
    'ResponseBodyError',
    'WWWAuthenticateChallengeError',
  ],
};

/** What reaches others by itself, or makes something that does. */
const words = [
  /(?<![\w.$])fetch(?:[(,;)\]]| \})|(?:globalThis|window|self)\.fetch\b/,
  /\bnew (?:globalThis\.)?(?:WebSocket|EventSource|XMLHttpRequest|WebTransport|RTCPeerConnection)\b/,
  /\bsendBeacon\b|\bimportScripts\b/,
  /\bnew pg\.(?:Client|Pool)\b|\bnew (?:Client|Pool)\(/,
  /\bnew S3Client\b/,
  /\bbetterAuth\(/,
];

/** What in a source makes connections: `undici: Agent`. Comments and texts do not. */
function findSites(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\w/])\/\/.*$/gm, '');
  const imports = [...code.matchAll(/^import\s+(?!type\b)([^'"]*?)\s*from\s*'([^']+)'/gm)].flatMap(
    ([, clause = '', module = '']) => listImported(clause, module),
  );
  const dynamic = [...code.matchAll(/\b(?:import|require)\(\s*'([^']+)'/g)]
    .filter(([, module = '']) => modules[withPrefix(module)])
    .map(([, module]) => `${module}: all of it`);
  const unquoted = code.replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
  const spoken = words.flatMap((word) => word.exec(unquoted)?.[0] ?? []);
  return [...imports, ...dynamic, ...spoken];
}

function listImported(clause: string, module: string): string[] {
  const harmless = modules[withPrefix(module)];
  if (!harmless) return [];
  const named = /\{([\s\S]*)\}/.exec(clause)?.[1]?.split(',') ?? [];
  const names = named.map((name) => name.trim()).filter((name) => name && !/^type\b/.test(name));
  const reaching = names.filter((name) => !harmless.includes(name.split(/\s+as\s+/)[0] ?? ''));
  const isWhole = !clause.trimStart().startsWith('{');
  return [...(isWhole ? ['all of it'] : []), ...reaching].map((name) => `${module}: ${name}`);
}

/** `http` is `node:http` as well. */
function withPrefix(module: string): string {
  return modules[`node:${module}`] ? `node:${module}` : module;
}

test('connections are made in the known places alone, and to typed addresses through the guard (fault S9)', () => {
  const root = join(import.meta.dirname, '..');
  const sources = readSources(root).filter(({ path }) => /^(packages|examples)\//.test(path));
  expect(sources.length).toBeGreaterThan(400);
  const found = sources.filter(({ text }) => findSites(text).length > 0).map(({ path }) => path);
  expect(found.sort()).toEqual(Object.keys(knownSites).sort());
});

test.each([
  ["import { request } from 'node:http';", 'node:http: request'],
  ["import http from 'http';", 'http: all of it'],
  ["import * as net from 'node:net';", 'node:net: all of it'],
  ["import { createServer,\n  connect as dial } from 'node:net';", 'node:net: connect as dial'],
  ["import { Agent } from 'undici';", 'undici: Agent'],
  ["const { request } = await import('node:https');", 'node:https: all of it'],
  ['const answer = await fetch(url);', 'fetch('],
  ['const send = globalThis.fetch;', 'globalThis.fetch'],
  ['call({ fetch });', 'fetch }'],
  ["new WebSocket('ws://x')", 'new WebSocket'],
  ['const pool = new pg.Pool({});', 'new pg.Pool'],
])('a new way out would be seen: %j', (text, site) => {
  expect(findSites(text)).toContain(site);
});

test.each([
  "import type { Agent } from 'undici';",
  "import { type Dispatcher, errors } from 'undici';",
  "import { createServer } from 'node:http';",
  '// fetch(url) would follow redirects',
  'const { hubFetch } = parts; hubFetch(url);',
  "await hub.fetch('x');",
  "const summary = 'A list of addresses to fetch, one a line';",
])('what makes no connection is none: %j', (text) => {
  expect(findSites(text)).toEqual([]);
});
