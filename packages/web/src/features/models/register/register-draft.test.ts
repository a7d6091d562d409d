import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { ProtocolView } from '@patchbay/core/api/protocol-routes.ts';
import { expect, test } from 'vitest';
import {
  chooseProtocol,
  copyModel,
  emptyDraft,
  readDraft,
  takeGiven,
  takeManifest,
  toNewModel,
} from './register-draft.ts';

function protocol(id: string, discoversOntology: boolean): ProtocolView {
  return {
    id,
    title: id,
    description: '',
    documentationUrl: '',
    dataRowTypes: ['image'],
    annotationKinds: ['bounding_box', 'tag'],
    authentication: ['bearer'],
    discoversOntology,
    takesRegions: false,
    connectionSchema: {
      properties: { url: { type: 'string' }, model: { type: 'string', default: 'm' } },
      required: ['url'],
    },
  };
}
const naming = protocol('naming', true);
const telling = protocol('telling', false);
const url = 'https://m.example.com';
const begun = { ...chooseProtocol(emptyDraft, naming), connections: { naming: { url } } };

test('the address goes along to another contract, and what was typed for the first is still there', () => {
  const typed = { ...begun, connections: { naming: { url, model: 'mine' } } };
  const other = chooseProtocol(typed, telling);
  expect(other.connections.telling).toEqual({ url, model: 'm' });
  expect(other.classes).toEqual({ from: 'rows', rows: [] });
  expect(chooseProtocol(other, naming).connections.naming).toEqual({ url, model: 'mine' });
});

test('a model whose endpoint names its classes is registered without any, and marked where it was not seen to answer', () => {
  const read = readDraft({ ...begun, name: ' A ' }, naming);
  if (!read.ok) throw new Error('The draft cannot be read.');
  expect(read.model.ontology).toBeUndefined();
  expect(toNewModel({ ...begun, name: ' A ' }, read.model, false)).toMatchObject({
    name: 'A',
    connection: { url },
    unverified: true,
  });
});

test('a draft without an address says so at its field', () => {
  const empty = chooseProtocol(emptyDraft, naming);
  expect(readDraft(empty, naming)).toEqual({ ok: false, errors: { url: 'Enter Url.' } });
});

const ontology = { tools: [{ kind: 'bounding_box' as const, name: 'cat' }], classifications: [] };
const limits = {
  requestsPerSecond: 2,
  concurrency: 3,
  timeoutMs: 5000,
  maximumAttempts: 1,
};

test('a copy of a model has all but its credentials, and its classes where they were declared', () => {
  const createdAt = '2026-11-26T10:00:00Z';
  const model: ModelView = {
    id: '0199a000-0000-7000-8000-000000000000',
    name: 'Cats',
    description: 'Finds cats',
    readme: '',
    enabled: true,
    limits,
    credentials: { kinds: ['bearer'] },
    revision: {
      id: '0199a000-0000-7000-8000-000000000001',
      number: 3,
      createdAt,
      protocol: 'telling',
      connection: { url },
      dataRowTypes: ['image'],
      ontology,
      parametersSchema: null,
    },
    discovery: { state: 'declared' },
    createdAt,
  };
  const copied = copyModel(model);
  expect(JSON.stringify(copied)).not.toContain('bearer');
  const draft = takeGiven(emptyDraft, telling, copied);
  expect(draft).toMatchObject({ name: 'Cats copy', credentials: emptyDraft.credentials });
  expect(readDraft(draft, telling)).toMatchObject({
    ok: true,
    model: { connection: { url }, ontology, limits, credentials: {} },
  });
});

test('the secret of a manifest is taken where it has one, and where it can be told', () => {
  const described = {
    name: 'Cats',
    description: '',
    readme: '',
    protocol: 'telling',
    connection: { url },
    parametersSchema: null,
    limits,
    credentials: { kinds: ['bearer' as const] },
  };
  const take = (secret: string | null) =>
    takeManifest(emptyDraft, [telling], described, secret).credentials;
  expect(take('sesame')).toMatchObject({ hasBearer: true, token: 'sesame' });
  expect(take(null)).toMatchObject({ hasBearer: true, token: '' });
});
