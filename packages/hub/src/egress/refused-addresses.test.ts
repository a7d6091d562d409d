import dns from 'node:dns/promises';
import { syncBuiltinESMExports } from 'node:module';
import {
  type CountingListener,
  listOwnNetworkAddresses,
  startCountingListener,
} from '@patchbay/connect/testing/counting-listener.ts';
import {
  namesOfRefused,
  otherRefusedAddresses,
  spellingsOfLoopback,
  unreadableAddresses,
} from '@patchbay/connect/testing/refused-addresses.ts';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createStranger } from '../access/testing/stranger.ts';
import { createTestDatabase } from '../database/testing/test-database.ts';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

let hub: TestHub;
let listener: CountingListener;
let keys: string[];
beforeAll(async () => {
  [hub, listener] = await Promise.all([createTestHub(), startCountingListener()]);
  // More than one, since nobody saves so many endpoints in a row.
  keys = [hub.apiKey, await createStranger(hub.database), await createStranger(hub.database)];
});
afterAll(async () => {
  await hub.end();
  await listener.close();
});

const toPort = (written: string) => written.replace('PORT', String(listener.port));
let asked = 0;

/** Asks with one of the keys in turn. */
async function post(url: string, payload: object) {
  const authorization = `Bearer ${keys[asked++ % keys.length]}`;
  const answer = await hub.app.inject({ method: 'POST', url, headers: { authorization }, payload });
  return { status: answer.statusCode, body: answer.json() };
}

/** Registers a model that would be asked for its classes at once. */
function register(url: string) {
  const name = `model ${crypto.randomUUID()}`;
  return post('/api/v1/models', { name, protocol: 'v7', connection: { url } });
}

/** The same by V7's own call. */
function registerFromV7(url: string) {
  const name = `model ${crypto.randomUUID()}`;
  return post('/compat/v7/ai/trained_models', { name, external_url: url, classes: [] });
}

/** Has names stand for these addresses, on this machine, until the test ends. */
function answerLookups(...answers: readonly (readonly string[])[]): void {
  let lookups = 0;
  const { lookup } = dns;
  setLookup(async () => {
    const addresses = answers[Math.min(lookups++, answers.length - 1)] ?? [];
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  });
  onTestFinished(() => setLookup(lookup));
}

/** What the system would be asked, in all modules that import it. */
function setLookup(lookup: unknown): void {
  Object.assign(dns, { lookup });
  syncBuiltinESMExports();
}

describe('no endpoint is saved that may not be called, and nobody is reached', () => {
  test.each([...spellingsOfLoopback, ...otherRefusedAddresses])(
    'at %j (faults S1, S2, S3, S7)',
    async (written) => {
      const { status, body } = await register(toPort(written));
      expect([status, body.code]).toEqual([422, 'URL_BLOCKED']);
      expect(listener.count()).toBe(0);
    },
  );

  test.each(spellingsOfLoopback.slice(0, 20))(
    'at %j, registered as V7 does it (faults S1, S2)',
    async (written) => {
      const { status, body } = await registerFromV7(toPort(written));
      expect([status, body.errors.code]).toEqual([422, 'URL_BLOCKED']);
      expect(listener.count()).toBe(0);
    },
  );

  test.each(['classesUrl', 'inferUrl'])(
    'for single calls, at %s of a connection, when it is registered or revised (faults S1, S4)',
    async (field) => {
      answerLookups(['93.184.215.14']);
      const harmless = { url: 'https://models.example.com' };
      const name = `model ${crypto.randomUUID()}`;
      const wanted = { name, protocol: 'v7', ontology: { tools: [], classifications: [] } };
      const own = await hub.ask('POST', '/api/v1/models', { ...wanted, connection: harmless });
      expect(own.status).toBe(201);
      const { id } = own.body.model as { id: string };
      for (const host of ['169.254.169.254', '127.1']) {
        const connection = { ...harmless, [field]: `http://${host}:${listener.port}/` };
        for (const path of ['/api/v1/models', `/api/v1/models/${id}/revisions`]) {
          const body = path.endsWith('models') ? { ...wanted, connection } : { connection };
          const answer = await hub.ask('POST', path, body);
          expect([answer.status, answer.body.code]).toEqual([422, 'URL_BLOCKED']);
        }
      }
      expect(listener.count()).toBe(0);
    },
  );

  test.each(unreadableAddresses)('at %j (faults S6, S7)', async (written) => {
    const { status, body } = await register(toPort(written));
    expect([status, body.code]).toEqual([400, 'INPUT_INVALID']);
    expect(body.message).toMatch(/connection[./]url/);
    expect(listener.count()).toBe(0);
  });

  test.each(namesOfRefused)(
    'at the name %j, which stands for %j (faults S1, S4)',
    async (name, addresses) => {
      answerLookups(addresses);
      const { status, body } = await register(`http://${name}:${listener.port}/`);
      expect([status, body.code]).toEqual([422, 'URL_BLOCKED']);
      expect(listener.count()).toBe(0);
    },
  );
});

test('a name that was harmless when it was saved is refused when it is called (fault S4)', async () => {
  answerLookups(['93.184.215.14'], ['127.0.0.1']);
  const { body } = await hub.ask('POST', '/api/v1/models', {
    name: 'moved',
    protocol: 'openai-chat',
    connection: { url: `http://rebind.example.com:${listener.port}/v1`, model: 'm' },
  });
  const { id } = body.model as { id: string };
  const check = await hub.ask('POST', `/api/v1/models/${id}/check`, { depth: 'quick' });
  expect(check.status).toBe(200);
  expect(JSON.stringify(check.body)).toContain('URL_BLOCKED');
  expect(listener.count()).toBe(0);
});

test.each(['Host', 'Transfer-Encoding', 'Content-Length', 'Connection', 'X-Key\r\nHost', 'X Key'])(
  'no endpoint is saved whose secret would stand in the header %j (fault S8)',
  async (name) => {
    const { status, body } = await hub.ask('POST', '/api/v1/models', {
      name: 'smuggler',
      protocol: 'v7',
      connection: { url: 'https://models.example.com' },
      credentials: { header: { name, value: 'x' } },
    });
    expect([status, body.code]).toEqual([400, 'INPUT_INVALID']);
    expect(body.message).toContain('credentials.header.name');
  },
);

test('images are fetched from none of them (faults S1, S2, S3, S9)', async () => {
  const made = await hub.ask('POST', '/api/v1/datasets', { name: 'images' });
  const all = [...spellingsOfLoopback, ...otherRefusedAddresses].map(toPort);
  const lines = all.map((url) => JSON.stringify({ url })).join('\n');
  const { body } = await hub.upload<{ failed: { problem: { code: string } }[] }>(
    `/api/v1/datasets/${made.body.id}/import?format=rows-jsonl`,
    { 'rows.jsonl': lines },
  );
  expect(body.failed).toHaveLength(all.length);
  expect(new Set(body.failed.map(({ problem }) => problem.code))).toEqual(new Set(['URL_BLOCKED']));
  expect(listener.count()).toBe(0);
});

test('what is refused is refused in the same words, whatever a name stands for (fault S11)', async () => {
  const messages = new Set<string>();
  for (const address of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1']) {
    answerLookups([address]);
    messages.add((await register('http://model.lan:8080/')).body.message);
  }
  expect([...messages]).toEqual([expect.stringContaining('PATCHBAY_EGRESS_ALLOW=model.lan:8080')]);
});

test('the hub and its database are refused at every address of the machine, whatever is allowed (fault S12)', async () => {
  const [itself, database] = await Promise.all([startCountingListener(), startCountingListener()]);
  const egressAllow = ['0.0.0.0/0', '::/0', 'localhost'];
  const open = await createTestHub({ egressAllow }, undefined, {
    ...(await createTestDatabase()),
    url: `postgres://hub@127.0.0.1:${database.port}/hub`, // where the hub believes that it is
  });
  onTestFinished(async () => {
    await open.end();
    await Promise.all([itself.close(), database.close()]);
  });
  open.listenAt(`http://127.0.0.1:${itself.port}`);
  const hosts = ['127.0.0.1', '127.0.0.2', '[::1]', '[::ffff:127.0.0.1]', 'localhost'];
  const own = listOwnNetworkAddresses().map((one) => (one.includes(':') ? `[${one}]` : one));
  for (const { port, count } of [itself, database]) {
    for (const host of [...hosts, ...own]) {
      const { status, body } = await open.ask('POST', '/api/v1/models', {
        name: `model ${crypto.randomUUID()}`,
        protocol: 'v7',
        connection: { url: `http://${host}:${port}/` },
      });
      expect([host, status, body.code]).toEqual([host, 422, 'URL_BLOCKED']);
    }
    expect(count()).toBe(0);
  }
});

test('who saves endpoints without end is told when to go on (fault S11)', async () => {
  const one = await createStranger(hub.database);
  const headers = { authorization: `Bearer ${one}` };
  const own = { name: 'x', protocol: 'v7', connection: { url: 'http://10.0.0.1/' } };
  const v7 = { name: 'x', external_url: 'http://10.0.0.1/', classes: [] };
  const save = (url: string, payload: object) =>
    hub.app.inject({ method: 'POST', url, headers, payload });
  /** Saves until it is refused for that: one more may be let through in each second. */
  const saveOn = async (url: string, payload: object) => {
    let answer = await save(url, payload);
    for (let count = 0; count < 200 && answer.statusCode === 422; count += 1) {
      answer = await save(url, payload);
    }
    return answer;
  };
  const answer = await saveOn('/api/v1/models', own);
  expect([answer.statusCode, answer.json().code]).toEqual([429, 'INPUT_TOO_OFTEN']);
  expect(answer.headers['retry-after']).toBe('1');
  const fromV7 = await saveOn('/compat/v7/ai/trained_models', v7);
  expect([fromV7.statusCode, fromV7.headers['retry-after']]).toEqual([429, '1']);
});

test('who asks about images at addresses where there are none is told when to go on (fault S11)', async () => {
  const { body } = await hub.ask<{ model: { id: string } }>('POST', '/api/v1/models', {
    name: `model ${crypto.randomUUID()}`,
    protocol: 'v7',
    connection: { url: 'http://93.184.215.14/' },
    ontology: { tools: [{ kind: 'bounding_box', name: 'Car' }] },
  });
  const url = `/compat/v7/ai/models/${body.model.id}/infer`;
  const headers = { authorization: `Bearer ${await hub.makeKey()}` };
  const payload = { image: { url: 'http://10.0.0.1:22/a.jpg' } };
  const statuses: number[] = [];
  for (let count = 0; count < 200 && statuses.at(-1) !== 429; count += 1) {
    statuses.push((await hub.app.inject({ method: 'POST', url, headers, payload })).statusCode);
  }
  expect([...new Set(statuses)]).toEqual([422, 429]);
});
