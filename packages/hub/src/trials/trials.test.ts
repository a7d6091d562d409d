import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { ReachReport, ReadManifest, TriedClasses } from '@patchbay/core/api/trial-routes.ts';
import type { CheckReport } from '@patchbay/core/conformance/check-report.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../testing/test-hub.ts';

/** A V7 server that wants a token, and which a test may make behave otherwise. */
let server: Server;
let url: string;
let hub: TestHub;
const asked: string[] = [];
let conduct: ((request: IncomingMessage, response: ServerResponse) => boolean) | null = null;

const result = {
  name: 'parcel',
  label: 'parcel',
  confidence: 0.9,
  bounding_box: { x: 1, y: 2, w: 3, h: 4 },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json');
    if (conduct?.(request, response)) return;
    if (request.headers.authorization !== 'Bearer s3cret') {
      response.writeHead(401).end('{"message":"who?"}');
    } else if (request.url === '/classes') {
      response.end(JSON.stringify([{ name: 'parcel', type: 'bounding_box' }]));
    } else if (request.url === '/infer') {
      response.end(JSON.stringify({ status: 'succeeded', results: [result] }));
    } else response.writeHead(404).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
});
afterAll(async () => {
  await hub.end();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  conduct = null;
});

const credentials = { bearer: { token: 's3cret' } };

async function attempt<Body>(step: string, changes: object = {}) {
  const draft = { protocol: 'v7', connection: { url }, credentials, ...changes };
  return hub.ask<Body>('POST', `/api/v1/models/trial/${step}`, draft);
}

describe('reaching for an endpoint', () => {
  const reach = async (changes: object = {}) => (await attempt<ReachReport>('reach', changes)).body;

  test('one that names its classes is warm, and is asked for nothing else', async () => {
    expect(await reach()).toMatchObject({ state: 'warm', asked: 'classes', problem: null });
    expect(asked).toEqual(['GET /classes']);
  });

  test('one that refuses the credentials is told from one that is not there', async () => {
    const refused = await reach({ credentials: {} });
    expect(refused).toMatchObject({ state: 'refused', problem: { code: 'MODEL_UNAUTHORIZED' } });
    const down = await reach({ connection: { url: 'http://127.0.0.1:9' } });
    expect(down).toMatchObject({ state: 'down', problem: { code: 'MODEL_UNREACHABLE' } });
    expect(down.remedy).toContain('Start the model server');
  });

  test('one that takes longer than it is given, or is busy, is waking up', async () => {
    conduct = () => true;
    expect(await reach({ limits: { timeoutMs: 100 } })).toMatchObject({ state: 'waking' });
    conduct = (_, response) => Boolean(response.writeHead(503).end());
    expect(await reach()).toMatchObject({ state: 'waking', problem: { code: 'MODEL_OVERLOADED' } });
  });

  test('an address too long is told with the one that answers', async () => {
    expect(await reach({ connection: { url: `${url}/infer` } })).toMatchObject({
      state: 'nowhere',
      elsewhere: { url: `${url}/infer`, connection: { url } },
    });
  });

  test('a prediction shows that the model is loaded, and what was sent and came', async () => {
    const report = await reach({ ask: 'prediction' });
    expect(report).toMatchObject({ state: 'warm', asked: 'prediction' });
    expect(report.call?.request.url).toBe(`${url}/infer`);
    expect(report.call?.response?.body).toContain('parcel');
  });

  test('an address that may not be called is refused, and so is an unknown contract', async () => {
    const blocked = await attempt<{ code: string }>('reach', {
      connection: { url: 'http://192.168.77.1' },
    });
    expect(blocked).toMatchObject({ status: 422, body: { code: 'URL_BLOCKED' } });
    const unknown = await attempt<{ code: string }>('reach', { protocol: 'telepathy' });
    expect(unknown.body.code).toBe('INPUT_PROTOCOL_UNKNOWN');
  });
});

describe('classes', () => {
  test('are read from the endpoint', async () => {
    const { body } = await attempt<TriedClasses>('classes');
    expect(body).toMatchObject({
      ontology: { tools: [{ kind: 'bounding_box', name: 'parcel' }] },
      problem: null,
    });
  });

  test('that cannot be read are told with the reason', async () => {
    conduct = (_, response) => Boolean(response.end('[{"name":"a","type":"cube"}]'));
    const { body } = await attempt<TriedClasses>('classes');
    expect(body).toMatchObject({ ontology: null, problem: { code: 'MODEL_RESPONSE_INVALID' } });
    expect(body.call?.response?.body).toContain('cube');
  });
});

describe('a prediction on a sample', () => {
  const png = readFile(
    join(import.meta.dirname, '../../../../examples/datasets/labels/scan-02.png'),
  );

  async function sendPicture(fields: { [name: string]: unknown }, file: Uint8Array) {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, JSON.stringify(value));
    form.append('file', new Blob([new Uint8Array(file)]), 'sample.png');
    const encoded = new Response(form);
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/api/v1/models/trial/predict/file',
      headers: {
        authorization: `Bearer ${hub.apiKey}`,
        'content-type': encoded.headers.get('content-type') ?? '',
      },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
    return { status: answer.statusCode, body: answer.json() };
  }

  test('on a picture comes with what was drawn, what was sent and what came', async () => {
    const draft = { protocol: 'v7', connection: { url }, credentials };
    const { body } = await sendPicture({ draft }, await png);
    expect(body).toMatchObject({
      type: 'image',
      image: { width: expect.any(Number) },
      prediction: {
        annotations: [{ kind: 'bounding_box', class: 'parcel', confidence: 0.9 }],
        warnings: [],
      },
      problem: null,
      exchange: { request: { url: `${url}/infer` }, response: { status: 200 } },
    });
    expect(JSON.stringify(body)).not.toContain('s3cret');
    const { rows } = await hub.database.pool.query('select 1 from data_rows');
    expect(rows).toEqual([]);
  });

  test('that fails comes with the reason and the call', async () => {
    const { body } = await sendPicture(
      { draft: { protocol: 'v7', connection: { url } } },
      await png,
    );
    expect(body).toMatchObject({
      prediction: null,
      problem: { code: 'MODEL_UNAUTHORIZED' },
      remedy: expect.any(String),
      exchange: { response: { status: 401 } },
    });
  });

  test('a form without a draft, and what is no picture, are refused', async () => {
    expect(await sendPicture({}, await png)).toMatchObject({
      status: 400,
      body: { code: 'INPUT_INVALID', message: expect.stringContaining('draft') },
    });
    const draft = { protocol: 'v7', connection: { url }, credentials };
    expect(await sendPicture({ draft, isAdmin: true }, await png)).toMatchObject({
      status: 400,
      body: { message: expect.stringContaining('isAdmin') },
    });
    expect((await sendPicture({ draft }, Buffer.from('no'))).body.code).toBe(
      'INPUT_FILE_UNREADABLE',
    );
  });

  test('on a text or a data row is refused where the model takes none, or there is none', async () => {
    const text = await attempt<{ code: string }>('predict', { text: 'hello' });
    expect(text.body.code).toBe('INPUT_DATA_ROW_UNSUPPORTED');
    const dataRowId = '0199a000-0000-7000-8000-000000000000';
    const absent = await attempt<{ code: string }>('predict', { dataRowId });
    expect(absent).toMatchObject({ status: 404, body: { code: 'INPUT_NOT_FOUND' } });
    expect((await attempt<{ code: string }>('predict')).body.code).toBe('INPUT_INVALID');
  });
});

test('the check is the one of registered models', async () => {
  const { body } = await attempt<CheckReport>('check');
  expect(body).toMatchObject({ protocol: 'v7', depth: 'quick', calls: 2, passed: true });
});

test('nothing is kept of a trial but that somebody tried, and secrets are in no answer', async () => {
  const answers = [
    await attempt('reach', { connection: { url: `${url}?api_key=hidden` }, ask: 'prediction' }),
    await attempt('classes'),
    await attempt('check'),
  ];
  expect(JSON.stringify(answers)).not.toContain('s3cret');
  const { rows } = await hub.database.pool.query(
    "select * from audit_entries where action = 'model:tried' order by id desc limit 3",
  );
  expect(rows.map(({ details }) => details.tried)).toEqual([
    'quick check',
    'classes',
    'prediction',
  ]);
  expect(rows[2].details).toEqual({ name: `${url}/`, tried: 'prediction', protocol: 'v7' });
  expect(JSON.stringify(rows)).not.toMatch(/s3cret|hidden/);
  const { rows: kept } = await hub.database.pool.query('select 1 from models');
  expect(kept).toEqual([]);
});

describe('reading a manifest', () => {
  const read = async (lines: string[]) =>
    (
      await hub.ask<ReadManifest>('POST', '/api/v1/models/manifest/read', {
        manifest: lines.join('\n'),
      })
    ).body;
  const right = ['name: Tagger', 'inference_endpoint: https://models.example.com/infer'];

  test('says which model it describes, without its secret', async () => {
    const body = await read([...right, 'secrets: s3cret', 'requests_per_second: 2']);
    expect(body).toMatchObject({
      model: {
        name: 'Tagger',
        protocol: 'foundry',
        connection: { url: 'https://models.example.com/infer' },
        credentials: { kinds: ['bearer'] },
        limits: { requestsPerSecond: 2 },
      },
      faults: [],
    });
    expect(JSON.stringify(body)).not.toContain('s3cret');
  });

  test('says every fault at its place, with what was wanted and how it is right', async () => {
    const body = await read([...right, 'requests_per_second: many', 'descripton: words']);
    expect(body.model).toBeNull();
    expect(body.faults).toMatchObject([
      { line: 3, column: 1, found: expect.stringContaining('requests_per_second') },
      { line: 4, column: 1, corrected: expect.stringContaining('description: ') },
    ]);
    expect(body.faults[0]?.wanted).toBeTruthy();
  });

  test('registers nothing', async () => {
    await read(right);
    const { rows } = await hub.database.pool.query('select 1 from models');
    expect(rows).toEqual([]);
  });
});
