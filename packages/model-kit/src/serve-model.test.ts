import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { defineModel } from './define-model.ts';
import { reportFailure } from './report-failure.ts';
import { serveModel } from './serve-model.ts';
import { mirrorProtocol } from './testing/mirror-protocol.ts';
import { serveForTest } from './testing/serve-for-test.ts';
import { defineFirstWordModel, frameModel } from './testing/test-models.ts';

test('a request is decoded, predicted and encoded by its protocol', async () => {
  const { post } = await serveForTest(defineFirstWordModel());
  const { status, body } = await post({ text: '👋🏽 there' });
  expect(status).toBe(200);
  expect(body.annotations).toEqual([
    { kind: 'entity', class: 'Word', start: 0, end: 2, text: '👋🏽', confidence: 0.5 },
  ]);
});

test('parameters reach the model, with defaults, and are refused in words where they do not fit', async () => {
  const { post } = await serveForTest(defineFirstWordModel());
  const given = await post({ text: 'a', parameters: { minimum: 0.9 } });
  expect(given.body.annotations[0]?.confidence).toBe(0.9);
  const refused = await post({ text: 'a', parameters: { minimum: 'high' } });
  expect(refused.body.failure).toEqual({
    code: 'INPUT_PARAMETERS_INVALID',
    message:
      'The parameters do not fit the schema of the model: parameters/minimum must be number.',
  });
});

test('the classes are served from the ontology, and the health to everyone', async () => {
  const { call } = await serveForTest(frameModel, { authentication: { bearer: { token: 't' } } });
  const classes = await call('/classes/', { headers: { authorization: 'Bearer t' } });
  expect(classes.body).toEqual(frameModel.ontology);
  expect((await call('/health')).body).toEqual({
    status: 'ok',
    model: 'frame',
    protocols: ['mirror'],
  });
});

test('an exception in the model is logged whole, and tells the caller only where to look', async () => {
  const model = defineFirstWordModel(() => {
    throw new TypeError('secret path /srv/weights');
  });
  const { post, lines } = await serveForTest(model);
  const { status, body } = await post({ text: 'a' });
  expect(status).toBe(500);
  expect(body.failure.code).toBe('MODEL_SERVER_ERROR');
  expect(body.failure.message).not.toContain('/srv');
  const failureId = /failure ([0-9a-f-]{36})/.exec(body.failure.message)?.[1];
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain(failureId);
  expect(lines[0]).toContain('TypeError: secret path /srv/weights');
});

test('an annotation that the ontology does not declare is a mistake of the model', async () => {
  const model = defineFirstWordModel(() => [{ kind: 'tag', class: 'Greeting' }]);
  const { post, lines } = await serveForTest(model);
  expect((await post({ text: 'a' })).body.failure.code).toBe('MODEL_SERVER_ERROR');
  expect(lines[0]).toContain(
    'Annotation 0 (tag "Greeting") cannot be sent: the ontology declares no class of this kind and name.',
  );
});

test('a model gives up on an input in its own words', async () => {
  const { post } = await serveForTest(defineFirstWordModel(() => reportFailure('It is blank.')));
  const { body } = await post({ text: '' });
  expect(body.failure).toEqual({ code: 'MODEL_REPORTED_FAILURE', message: 'It is blank.' });
});

test('a row of another type is refused before the model sees it', async () => {
  const { post } = await serveForTest(frameModel);
  const { body } = await post({ text: 'a' });
  expect(body.failure.code).toBe('INPUT_DATA_ROW_UNSUPPORTED');
});

test('a request beyond the limit is refused with 413, however its length is told', async () => {
  const { post, call } = await serveForTest(defineFirstWordModel(), { maximumRequestBytes: 1000 });
  const declared = await post({ text: 'x'.repeat(5_000_000) });
  expect(declared.status).toBe(413);
  expect(declared.body.failure.message).toContain('larger than 1000 bytes');
  const chunks = new ReadableStream({
    start(controller) {
      for (let count = 0; count < 100; count += 1) controller.enqueue(new Uint8Array(100).fill(32));
      controller.close();
    },
  });
  const streamed = await call('/predict', { method: 'POST', body: chunks, duplex: 'half' });
  expect(streamed.status).toBe(413);
});

test('an unknown path and a wrong method are answered with what there is', async () => {
  const { call } = await serveForTest(frameModel);
  const missing = await call('/infer', { method: 'POST' });
  expect(missing.status).toBe(404);
  expect(missing.body.error.message).toBe(
    'There is no POST /infer. This server answers GET /health, POST /predict, GET /classes.',
  );
  expect((await call('//')).status).toBe(404);
  expect((await call('//predict/?x=1#y')).status).toBe(405);
  const wrong = await call('/predict');
  expect(wrong.status).toBe(405);
  expect(wrong.headers.get('allow')).toBe('POST');
});

test('requests are worked on side by side', async () => {
  let waiting = 0;
  const { promise: bothHere, resolve } = Promise.withResolvers<void>();
  const model = defineFirstWordModel(async () => {
    waiting += 1;
    if (waiting === 2) resolve();
    await bothHere;
    return [];
  });
  const { post } = await serveForTest(model);
  const answers = await Promise.all([post({ text: 'a' }), post({ text: 'b' })]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
});

test('closing lets a request in flight finish, and takes no other', async () => {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const model = defineFirstWordModel(async () => {
    started.resolve();
    await finish.promise;
    return [];
  });
  const { post, close } = await serveForTest(model);
  const inFlight = post({ text: 'a' });
  await started.promise;
  const closed = close();
  await expect(post({ text: 'b' })).rejects.toThrow();
  finish.resolve();
  const { status, headers } = await inFlight;
  expect(status).toBe(200);
  expect(headers.get('connection')).toBe('close');
  await closed;
});

test('a caller that hangs up aborts the signal of its prediction', async () => {
  const started = Promise.withResolvers<void>();
  const aborted = Promise.withResolvers<void>();
  const model = defineFirstWordModel(async (_, { signal }) => {
    signal.addEventListener('abort', () => aborted.resolve());
    started.resolve();
    await aborted.promise;
    return [];
  });
  const { post } = await serveForTest(model);
  const caller = new AbortController();
  const answer = post({ text: 'a' }, { signal: caller.signal });
  await started.promise;
  caller.abort();
  await expect(answer).rejects.toThrow();
  await aborted.promise;
});

test('a header that wrapped base64 has broken is refused and logged in words', async () => {
  const { url, lines } = await serveForTest(frameModel);
  const { hostname, port } = new URL(url);
  const answer = await new Promise<string>((resolve) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write('GET /classes HTTP/1.1\r\nhost: a\r\nauthorization: Basic YWJj\nZGVm\r\n\r\n');
    });
    socket.on('data', (chunk) => {
      received += chunk;
    });
    socket.on('close', () => resolve(received));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('base64 -w0');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('broken by a line break');
});

test('whoever is refused is logged with what was asked, from where, and why', async () => {
  const { post, call, lines } = await serveForTest(defineFirstWordModel(), {
    authentication: { bearer: { token: 'sesame' } },
    maximumRequestBytes: 100,
  });
  const headers = { authorization: 'Bearer sesame' };
  await post({ text: 'a' }, { headers: { authorization: 'Bearer guess' } });
  await call(`/${'x'.repeat(5000)}`, { headers });
  await post({ text: 'a'.repeat(200) }, { headers });
  expect(lines).toEqual([
    expect.stringMatching(
      /^A request was refused with 401, POST \/predict from \S+: This server wants .* not the right ones\.$/,
    ),
    expect.stringMatching(/^A request was refused with 404, GET \/x+… from/),
    expect.stringMatching(/^A request was refused with 413, POST \/predict .*maximumRequestBytes/),
  ]);
  expect(lines.join()).not.toContain('guess');
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(700);
});

test('a prediction beyond those that may run at once is refused with 429, and the next is taken', async () => {
  const started = Promise.withResolvers<void>();
  const finish = Promise.withResolvers<void>();
  const model = defineFirstWordModel(async () => {
    started.resolve();
    await finish.promise;
    return [];
  });
  const { post, call, lines } = await serveForTest(model, { maximumParallel: 1 });
  const inFlight = post({ text: 'a' });
  await started.promise;
  const refused = await post({ text: 'b' });
  expect(refused.status).toBe(429);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect(refused.body.failure.code).toBe('MODEL_OVERLOADED');
  expect(lines).toEqual([expect.stringContaining('refused with 429')]);
  expect((await call('/health')).status).toBe(200);
  finish.resolve();
  expect((await inFlight).status).toBe(200);
  expect((await post({ text: 'c' })).status).toBe(200);
});

test('two protocols that want one path are refused at start', async () => {
  const twin = { ...mirrorProtocol, id: 'twin' };
  await expect(
    serveModel(defineFirstWordModel(), { protocols: [mirrorProtocol, twin] }),
  ).rejects.toThrow('"mirror" and "twin" both want POST /predict');
});

test('a protocol that cannot carry the model is refused at start', async () => {
  const tagsOnly = { ...mirrorProtocol, id: 'tags', annotationKinds: ['tag' as const] };
  await expect(serveModel(frameModel, { protocols: [tagsOnly] })).rejects.toThrow(
    '"frame" cannot be served under "tags": the model takes image and answers bounding_box, polygon',
  );
});

test('what a protocol cannot carry is said at start and left out of its classes and answers', async () => {
  const boxesOnly = { ...mirrorProtocol, id: 'boxes', annotationKinds: ['bounding_box' as const] };
  const model = defineModel({
    name: 'both',
    description: '',
    dataRowTypes: ['text'],
    ontology: {
      tools: [{ kind: 'bounding_box', name: 'Box' }],
      classifications: [{ kind: 'tag', name: 'Seen' }],
    },
    predict: () => [{ kind: 'tag', class: 'Seen' }],
  });
  const { lines, call, post } = await serveForTest(model, { protocols: [boxesOnly] });
  expect(lines).toEqual(['both: boxes cannot carry tag (Seen); left out there']);
  expect((await call('/classes')).body).toMatchObject({ classifications: [] });
  expect((await post({ text: 'a' })).body.annotations).toEqual([]);
});

test('an unknown protocol is refused by name', async () => {
  await expect(serveModel(frameModel, { protocols: ['fondry'] })).rejects.toThrow('"fondry"');
});

test.each([
  ['foundry', '/predict', { prompt: [{ role: 'user', parts: [{ text: 'a' }] }] }],
  ['openai-chat', '/v1/chat/completions', { messages: [{ role: 'user', content: 'a' }] }],
])(
  'giving up on an input is no failure of the server under %s: it is not tried again',
  async (id, path, body) => {
    const model = defineModel({
      name: 'blank',
      description: 'Gives up.',
      dataRowTypes: ['text'],
      ontology: { classifications: [{ kind: 'free_text', name: 'words' }] },
      predict: () => reportFailure('It is blank.'),
    });
    const server = await serveModel(model, { protocols: [id], log: () => {} });
    onTestFinished(() => server.close());
    const response = await fetch(`${server.url}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(422);
    expect(await response.text()).toContain('It is blank.');
  },
);
