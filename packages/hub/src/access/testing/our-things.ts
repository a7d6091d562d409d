import { permissions } from '@patchbay/core/api/route.ts';
import type { ScriptedModel } from '../../runs/testing/scripted-model.ts';
import { listItems, registerEcho, startRun, waitForEnd } from '../../runs/testing/start-run.ts';
import type { TestHub } from '../../testing/test-hub.ts';
import { signInAs } from './people.ts';

/** What stands for `{id}` in an address, by the word before it. */
export interface OurThings {
  readonly [resource: string]: string;
}

/** Words before a `{…}` that is no thing of an organisation. */
export const nobodysThings: ReadonlySet<string> = new Set([
  'protocols', // the same for all
  'frames', // the number of a frame of a data row, whose id is before it
]);

/** The body, or the query, that a route wants before it looks for the thing in its address. */
export const examples: {
  readonly [route: string]: { readonly body?: object; readonly query?: string };
} = {
  'GET /api/v1/audit/export': { query: 'format=jsonl' },
  'GET /api/v1/runs/{id}/comparison': { query: 'otherId=0199a000-0000-7000-8000-000000000000' },
  'GET /api/v1/runs/{id}/export': { query: 'format=jsonl' },
  'GET /api/v1/evaluations/{id}/export': { query: 'format=jsonl' },
  'POST /api/v1/evaluations/{id}/scores': { body: { settings: { kind: 'rouge_l' } } },
  'POST /api/v1/evaluations/{id}/blind/{dataRowId}': {
    body: { judgements: [{ label: 'A', rating: 4 }] },
  },
  'POST /api/v1/datasets/{id}/import': { query: 'format=text-lines' },
  'POST /api/v1/models/{id}/ask': { body: { text: 'ours' } },
  'PATCH /api/v1/datasets/{id}': { body: { description: 'Ours' } },
  'PATCH /api/v1/models/{id}': { body: { description: 'Ours' } },
  'PATCH /api/v1/members/{id}': { body: { role: 'viewer' } },
  'PUT /api/v1/settings/retention': { body: { exchangeDays: 90 } },
  'POST /api/v1/models/{id}/revisions/manifest': {
    body: {
      manifest: [
        'name: words',
        'inference_endpoint: http://127.0.0.1/predict',
        'requests_per_second: 10',
        'description: Marks words.',
        'readme: Words',
        'allowed_asset_types: [text]',
        'allowed_feature_kinds: [text]',
        'ontology: { media_type: TEXT, tools: [{ tool: named-entity, name: Word }], classifications: [] }',
      ].join('\n'),
    },
  },
  'POST /api/v1/sandbox/models/{id}/answers': {
    body: { turns: [{ role: 'user', parts: [{ type: 'text', text: 'Ours?' }] }] },
  },
  'PATCH /api/v1/sandbox/saved-prompts/{id}': { body: { name: 'Ours' } },
  'POST /compat/v7/ai/models/{id}/infer': { body: { image: { base64: 'aGVsbG8=' } } },
};

/** One thing of every kind that an organisation can have. */
export async function makeOurThings(hub: TestHub, model: ScriptedModel): Promise<OurThings> {
  const modelId = await registerEcho(hub, model);
  const { body: dataset } = await hub.ask<{ id: string }>('POST', '/api/v1/datasets', {
    name: 'Ours',
  });
  const list = { 'rows.jsonl': JSON.stringify({ text: 'ours' }) };
  await hub.upload(`/api/v1/datasets/${dataset.id}/import?format=rows-jsonl`, list);
  const runId = await startRun(hub, modelId, dataset.id);
  await waitForEnd(hub, runId);
  const [item] = await listItems(hub, runId);
  const decoded = await hub.ask<{ id: string }>('POST', `/api/v1/runs/${runId}/decode-again`, {});
  const evaluation = {
    name: 'Ours',
    datasetId: dataset.id,
    candidates: [{ kind: 'run', runId }],
    scores: [{ settings: { kind: 'exact_match' } }],
  };
  const { body: evaluated } = await hub.ask<{ id: string; scores: { id: string }[] }>(
    'POST',
    '/api/v1/evaluations',
    evaluation,
  );
  const rule = { entry: '10.1.2.3:8080' };
  const { body: allowed } = await hub.ask<{ id: string }>('POST', '/api/v1/egress-rules', rule);
  const wanted = { name: 'ours', scopes: permissions };
  const made = await hub.ask<{ apiKey: { id: string } }>('POST', '/api/v1/api-keys', wanted);
  const { userId } = await signInAs(hub.database, 'labeller');
  const asked = { email: 'ours@example.org', role: 'viewer' };
  const invited = await hub.ask<{ invitation: { id: string } }>(
    'POST',
    '/api/v1/invitations',
    asked,
  );
  const { body: prompt } = await hub.ask<{ id: string }>('POST', '/api/v1/sandbox/saved-prompts', {
    name: 'ours',
    content: { system: null, turns: [], columns: [{ modelId, parameters: {} }] },
  });
  return {
    models: modelId,
    datasets: dataset.id,
    'data-rows': item?.dataRow.id ?? '',
    images: item?.dataRow.asset.hash ?? '',
    runs: runId,
    items: item?.id ?? '',
    evaluations: evaluated.id,
    'prompt-sets': dataset.id,
    scores: evaluated.scores[0]?.id ?? '',
    prompts: item?.dataRow.id ?? '',
    blind: item?.dataRow.id ?? '',
    actions: decoded.body.id,
    'egress-rules': allowed.id,
    'api-keys': made.body.apiKey.id,
    members: userId,
    invitations: invited.body.invitation.id,
    'saved-prompts': prompt.id,
  };
}

/** Where a body or a query names a thing, beside those in the address; each is asked for in organisations.test.ts, or where it says. */
export const namedElsewhere: ReadonlySet<string> = new Set([
  'PATCH /api/v1/session organisationId', // sessions.test.ts
  'GET /api/v1/runs modelId',
  'GET /api/v1/runs datasetId',
  'GET /api/v1/runs/{id}/comparison otherId', // comparison.test.ts
  'POST /api/v1/runs/estimate modelId',
  'POST /api/v1/runs/estimate datasetId',
  'POST /api/v1/runs/estimate selection.dataRowIds',
  'GET /api/v1/datasets/{id}/data-rows modelId',
  'GET /api/v1/datasets/{id}/data-rows/places modelId',
  'POST /api/v1/models/{id}/ask dataRowId',
  'POST /api/v1/models/trial/predict dataRowId', // trials.test.ts
  'POST /api/v1/runs modelId',
  'POST /api/v1/runs datasetId',
  'POST /api/v1/runs selection.dataRowIds',
  'GET /api/v1/evaluations modelId',
  'GET /api/v1/evaluations datasetId',
  'POST /api/v1/evaluations datasetId',
  'GET /api/v1/evaluations/{id}/prompts scoreId', // evaluations.test.ts
  'POST /api/v1/runs/{id}/retry itemIds',
  'POST /api/v1/runs/{id}/ignore itemIds',
  'POST /api/v1/runs/{id}/restore itemIds',
  'POST /api/v1/runs/{id}/decode-again itemIds',
  'POST /api/v1/runs/{id}/decode-again revisionId',
  'POST /api/v1/sandbox/saved-prompts content.columns.modelId', // saved-prompts.test.ts
  'PATCH /api/v1/sandbox/saved-prompts/{id} content.columns.modelId', // saved-prompts.test.ts
]);

/** The words before the `{…}` of an address that name a thing of an organisation. */
export function listThings(path: string): string[] {
  return [...path.matchAll(/([^/]+)\/\{[^}]+\}/g)]
    .map(([, resource = '']) => resource)
    .filter((resource) => !nobodysThings.has(resource));
}

/** An address with what stands for its `{…}`. */
export function fillIn(path: string, pick: (resource: string) => string): string {
  return path.replace(/([^/]+)\/\{[^}]+\}/g, (_, resource: string) => {
    return `${resource}/${pick(resource)}`;
  });
}
