import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestHub, type TestHub } from '../../testing/test-hub.ts';
import { type ClassServer, startClassServer } from './testing/class-server.ts';

let hub: TestHub;
let endpoint: ClassServer;
beforeAll(async () => {
  endpoint = await startClassServer();
  hub = await createTestHub({ egressAllow: ['127.0.0.1'] });
});
afterAll(async () => {
  await hub.end();
  await endpoint.close();
});
beforeEach(async () => {
  endpoint.asked.length = 0;
  endpoint.answer = { status: 200, body: JSON.stringify(classes) };
  await hub.database.pool.query('truncate models cascade');
});

const classes = [
  { name: 'Car', type: 'bounding_box' },
  { name: 'Rust', type: 'polygon' },
  { name: 'Blurry Image', type: 'tag' },
];

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown> & {
    errors?: { code: string; message: string; [field: string]: unknown };
    warnings?: { code: string; message: string; pointer: string; remedy: string }[];
    id?: string;
  };
}

async function askV7(
  method: 'GET' | 'POST',
  path: string,
  payload?: string | object,
  asked: { hub?: TestHub; authorization?: string } = {},
): Promise<Answer> {
  const { app, apiKey } = asked.hub ?? hub;
  const answer = await app.inject({
    method,
    url: `/compat/v7${path}`,
    headers: {
      authorization: asked.authorization ?? `ApiKey ${apiKey}`,
      'content-type': 'application/json',
    },
    ...(payload !== undefined && { payload }),
  });
  return { status: answer.statusCode, body: answer.json() };
}

/** The fields that V7's shell snippet sends, empty where a person leaves its variable empty. */
function snippetBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    name: 'Rust finder',
    team_id: '1',
    external_url: endpoint.url,
    basic_auth_username: '',
    basic_auth_password: '',
    auth_secret: '',
    auth_secret_header: '',
    is_external: true,
    classes,
    ...changes,
  };
}

async function register(changes: Record<string, unknown> = {}): Promise<Answer> {
  return askV7('POST', '/ai/trained_models', snippetBody(changes));
}

async function readModel(id: string | undefined): Promise<ModelView> {
  return (await hub.ask<ModelView>('GET', `/api/v1/models/${id}`)).body;
}

describe('token_info', () => {
  test('a key is told its team, by a number that stays, with slug and name', async () => {
    const first = await askV7('GET', '/api/users/token_info');
    expect(first).toEqual({
      status: 200,
      body: {
        selected_team: { id: expect.any(Number), slug: 'patchbay', name: 'Patchbay' },
        permissions: expect.arrayContaining(['models:write', 'models:use']),
      },
    });
    expect(Number.isInteger(Object(first.body.selected_team).id)).toBe(true);
    expect(await askV7('GET', '/api/users/token_info')).toEqual(first);
  });

  test('the key may also be sent as a bearer token', async () => {
    const authorization = `Bearer ${hub.apiKey}`;
    expect((await askV7('GET', '/api/users/token_info', undefined, { authorization })).status).toBe(
      200,
    );
  });

  test('of many who ask for the first time at once, all are told the same number', async () => {
    const fresh = await createTestHub();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        askV7('GET', '/api/users/token_info', undefined, { hub: fresh }),
      ),
    );
    await fresh.end();
    const numbers = answers.map(({ body }) => Object(body.selected_team).id);
    expect(new Set(numbers).size).toBe(1);
    expect(numbers[0]).toEqual(expect.any(Number));
  });

  test.each([
    ['a wrong key', 'ApiKey pb_wrong'],
    ['no key behind its scheme', 'ApiKey'],
    ['a scheme of another kind', 'Basic dXNlcjpwYXNz'],
  ])('%s is 401 in the form of V7', async (_what, authorization) => {
    const answer = await askV7('GET', '/api/users/token_info', undefined, { authorization });
    expect(answer).toMatchObject({ status: 401, body: { errors: { code: 'AUTH_REQUIRED' } } });
    expect(answer.body.errors?.message).toEqual(expect.any(String));
  });
});

describe('registration', () => {
  test('a model as the snippet sends it is stored, enabled, and answered without secrets (ambiguity 40)', async () => {
    const { status, body } = await register();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: 'Rust finder',
      external_url: endpoint.url,
      is_external: true,
      enabled: true,
      classes,
      classes_state: 'discovered',
      warnings: [],
    });
    expect(body.team_id).toBe(1);
    expect(await readModel(body.id)).toMatchObject({
      name: 'Rust finder',
      enabled: true,
      credentials: { kinds: [] },
      revision: { protocol: 'v7', connection: { url: endpoint.url } },
    });
  });

  test.each([1, '1', ' 1 ', undefined, null])(
    'the team may be written as %j (ambiguity 27)',
    async (team_id) => {
      expect((await register({ team_id })).status).toBe(201);
    },
  );

  test('both authentications at once are both sent, as they should be encoded (ambiguity 27) (ambiguity 28)', async () => {
    const password = 'geheim '.repeat(20);
    const { status, body } = await register({
      basic_auth_username: 'some-user-1',
      basic_auth_password: password,
      auth_secret: 'some-secret-1',
      auth_secret_header: 'X-MY-AUTH',
    });
    expect(status).toBe(201);
    expect(endpoint.asked).toHaveLength(1);
    expect(endpoint.asked[0]).toMatchObject({
      authorization: `Basic ${Buffer.from(`some-user-1:${password}`).toString('base64')}`,
      'x-my-auth': 'some-secret-1',
    });
    expect(body).toMatchObject({
      basic_auth_username: 'some-user-1',
      auth_secret_header: 'X-MY-AUTH',
    });
    expect(JSON.stringify([body, await readModel(body.id)])).not.toMatch(/geheim|some-secret-1/);
  });

  test('classes that are not those of the endpoint are registered as given, with a warning (ambiguity 29)', async () => {
    endpoint.answer.body = JSON.stringify([...classes.slice(1), { name: 'Van', type: 'polygon' }]);
    const { status, body } = await register();
    expect(status).toBe(201);
    expect(body).toMatchObject({ classes, classes_state: 'declared' });
    expect(body.warnings).toEqual([
      {
        code: 'CLASSES_DIFFER',
        message: expect.stringMatching(/"Car" \(bounding_box\).*"Van" \(polygon\)/),
        pointer: '/classes',
        remedy: expect.any(String),
      },
    ]);
  });

  test.each([
    ['refuses', { status: 401, body: '{"message": "who?"}' }, /401|refus|credentials/i],
    ['fails', { status: 500, body: '<html>' }, /500/],
    ['lists no classes', { status: 200, body: '{"classes": []}' }, /list|array/],
  ])(
    'an endpoint that %s is registered, unverified, with the reason (ambiguity 29)',
    async (_what, answer, reason) => {
      endpoint.answer = answer;
      const { status, body } = await register();
      expect(status).toBe(201);
      expect(body).toMatchObject({ classes, classes_state: 'unverified' });
      expect(body.warnings).toMatchObject([
        { code: 'CLASSES_UNVERIFIED', message: expect.stringMatching(reason) },
      ]);
    },
  );

  test('an endpoint that is not there is registered, unverified (ambiguity 29)', async () => {
    const { status, body } = await register({ external_url: 'http://127.0.0.1:9/api' });
    expect(status).toBe(201);
    expect(body).toMatchObject({ classes, classes_state: 'unverified' });
    expect((await readModel(body.id)).discovery.problem?.code).toBe('MODEL_UNREACHABLE');
  });

  test('classes that are left out are read from the endpoint', async () => {
    const body = snippetBody();
    delete body.classes;
    const answer = await askV7('POST', '/ai/trained_models', body);
    expect(answer).toMatchObject({
      status: 201,
      body: { classes, classes_state: 'discovered', warnings: [] },
    });
  });

  test('addresses of classes and inference may differ from the base (ambiguity 19)', async () => {
    const { body } = await register({
      external_url: 'http://127.0.0.1:9',
      classes_url: endpoint.url.replace(/api$/, 'api/classes'),
      infer_url: 'http://127.0.0.1:9/infer',
    });
    expect(body).toMatchObject({
      classes_state: 'discovered',
      infer_url: 'http://127.0.0.1:9/infer',
    });
  });

  test('a field that only V7 knows is left out with a warning (fault W10)', async () => {
    const { status, body } = await register({ transform: 'none' });
    expect(status).toBe(201);
    expect(body.warnings).toMatchObject([{ code: 'FIELD_IGNORED', pointer: '/transform' }]);
  });
});

describe('a registration that is refused', () => {
  test.each<[string, Record<string, unknown>, number, RegExp]>([
    ['no name', { name: undefined }, 422, /^name: is missing/],
    ['an empty name', { name: ' ' }, 422, /^name: /],
    ['no address', { external_url: undefined }, 422, /^external_url: is missing/],
    [
      'an address that is none',
      { external_url: 'my-model' },
      422,
      /^external_url: "my-model" is not a URL/,
    ],
    [
      'an address that is not allowed',
      { external_url: 'http://10.0.0.1' },
      422,
      /PATCHBAY_EGRESS_ALLOW/,
    ],
    ['a model that is not external', { is_external: false }, 422, /^is_external: must be true/],
    ['another team', { team_id: 4711 }, 404, /no team 4711/],
    ['a team that jq did not find', { team_id: 'null' }, 422, /^team_id: is "null".*token_info/],
    ['an empty team', { team_id: '' }, 422, /^team_id: is "".*token_info/],
    ['a team of another type', { team_id: [1] }, 422, /^team_id: /],
    [
      'classes that are an error',
      { classes: { error: 'unauthorised' } },
      422,
      /^classes: is \{"error":"unauthorised"\}, not a list/,
    ],
    ['classes that are a text', { classes: 'Car' }, 422, /^classes: is "Car", not a list/],
    ['classes that are names', { classes: ['Car'] }, 422, /^classes: At \/0/],
    ['a class without a type', { classes: [{ name: 'Car' }] }, 422, /^classes: At \/0\/type/],
    [
      'a class of a type that V7 does not know',
      { classes: [{ name: 'Car', type: 'blob' }] },
      422,
      /^classes: .*"blob"/,
    ],
    [
      'a user name with a colon',
      { basic_auth_username: 'a:b', basic_auth_password: 'c' },
      422,
      /^basic_auth_username: must not contain a colon/,
    ],
    [
      'a password without a user',
      { basic_auth_password: 'c' },
      422,
      /^basic_auth_username: is empty/,
    ],
    ['a secret without its header', { auth_secret: 's' }, 422, /^auth_secret_header: is empty/],
    ['a header without its secret', { auth_secret_header: 'X-A' }, 422, /^auth_secret: is empty/],
    [
      'a header that belongs to HTTP',
      { auth_secret_header: 'Host', auth_secret: 's' },
      422,
      /^auth_secret_header: is reserved/,
    ],
    [
      'a secret that no header can carry',
      { auth_secret_header: 'X-A', auth_secret: 'a\nb' },
      422,
      /^auth_secret: must not contain line breaks/,
    ],
    [
      'two Authorization headers',
      { basic_auth_username: 'a', auth_secret_header: 'Authorization', auth_secret: 's' },
      422,
      /one Authorization header/,
    ],
  ])('%s is told with its field', async (_what, changes, status, message) => {
    const answer = await register(changes);
    expect(answer).toMatchObject({
      status,
      body: { errors: { message: expect.stringMatching(message), remedy: expect.any(String) } },
    });
    expect((await hub.ask<{ items: [] }>('GET', '/api/v1/models')).body.items).toEqual([]);
  });

  test('a name that is taken is 409', async () => {
    await register();
    expect(await register()).toMatchObject({
      status: 409,
      body: { errors: { code: 'INPUT_NAME_TAKEN', name: ['has already been taken'] } },
    });
  });

  test('a key that may not create models is told so, before its body is read', async () => {
    const reader = await createTestHub({}, ['models:read', 'runs:write']);
    const answer = await askV7('POST', '/ai/trained_models', '{"name":', { hub: reader });
    await reader.end();
    expect(answer).toMatchObject({
      status: 403,
      body: {
        errors: {
          code: 'AUTH_FORBIDDEN',
          message: 'The API key lacks the right to create models (models:write).',
        },
      },
    });
  });

  /** The snippet's own text, with what the shell put into it. */
  const pasted = (classesText: string, password = '') =>
    `{\n\t\t"name": "a",\n\t\t"team_id": "1",\n\t\t"external_url": "${endpoint.url}",\n\t\t"basic_auth_password": "${password}",\n\t\t"is_external": true,\n\t\t"classes": ${classesText}\n\t  }`;

  test('the broken JSON of a snippet whose model did not answer is explained (ambiguity 29)', async () => {
    const { status, body } = await askV7('POST', '/ai/trained_models', pasted(''));
    expect(status).toBe(400);
    expect(body.errors?.message).toMatch(/Nothing stands behind "classes".*CLASSES is empty/);
  });

  test.each(['<!doctype html><title>502', 'Not Found', 'curl: (7)'])(
    'what is no list behind the classes is shown: %s',
    async (text) => {
      const { status, body } = await askV7('POST', '/ai/trained_models', pasted(text));
      expect(status).toBe(400);
      expect(body.errors?.message).toContain(`What stands behind "classes" is no list: \`${text}`);
    },
  );

  test('JSON that a variable broke is told by line and field, without its value', async () => {
    const text = pasted('[]', 'gehe"im');
    const { status, body } = await askV7('POST', '/ai/trained_models', text);
    expect(status).toBe(400);
    expect(body.errors?.message).toMatch(/line 5, in or behind "basic_auth_password"/);
    expect(body.errors?.message).not.toContain('gehe');
  });

  test.each([
    ['nothing', '', /no body/],
    ['a list', '[]', /object/],
    ['a text', '"a"', /object/],
  ])('a body that is %s is refused in words', async (_what, text, message) => {
    const answer = await askV7('POST', '/ai/trained_models', text);
    expect([400, 422]).toContain(answer.status);
    expect(answer.body.errors?.message).toMatch(message);
  });

  test('bytes that are no UTF-8 are refused', async () => {
    const answer = await hub.app.inject({
      method: 'POST',
      url: '/compat/v7/ai/trained_models',
      headers: { authorization: `ApiKey ${hub.apiKey}` },
      payload: Buffer.from([0x7b, 0xff, 0x7d]),
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors.message).toContain('not UTF-8');
  });

  test('an address that is not there is 404 in the form of V7', async () => {
    expect(await askV7('GET', '/api/datasets')).toMatchObject({
      status: 404,
      body: { errors: { code: 'INPUT_NOT_FOUND' } },
    });
  });
});
