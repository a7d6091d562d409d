import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHubClient, type HubClient } from '@patchbay/cli/api/client.ts';
import { barcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { type ServeOptions, serveModel } from '@patchbay/model-kit/serve-model.ts';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type HubProcess, startHubProcess, stopHub } from './hub-process.ts';
import { runShellScript } from './shell-script.ts';

/** The registration script of V7's page, as it is printed there, against a hub and a real model. */

const root = join(import.meta.dirname, '..');
const script = join(root, 'packages/protocols/src/v7/fixtures/registration-as-printed.sh');
const pictures = ['label-01.jpg', 'note-01.jpg', 'parcel-04.webp'];

let dataFolder: string;
let hub: HubProcess;
let client: HubClient;
let datasetId: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-script-hub-'));
  hub = await startHubProcess(dataFolder, { PATCHBAY_EGRESS_ALLOW: '127.0.0.1' });
  client = createHubClient(hub);
  datasetId = (await client.datasets.create({ name: 'Parcels' })).id;
  const files = pictures.map(async (name) => {
    const bytes = await readFile(join(root, 'examples/datasets/labels', name));
    return { name, content: new Blob([new Uint8Array(bytes)]) };
  });
  const report = await client.importFiles(datasetId, 'files', await Promise.all(files));
  expect(report.imported).toBe(pictures.length);
});
afterAll(async () => {
  if (hub) await stopHub(hub);
  await rm(dataFolder, { recursive: true, force: true });
});

/** The script with the addresses, the key and the values of some variables put in. */
async function writeScript(modelUrl: string, variables: Record<string, string> = {}) {
  let text = (await readFile(script, 'utf8'))
    .replaceAll('https://darwin.v7labs.com', `${hub.url}/compat/v7`)
    .replace('<your-key-here>', hub.apiKey)
    .replace('http://your.externalmodel.ai/api', modelUrl);
  for (const [name, value] of Object.entries(variables)) {
    expect(text).toMatch(new RegExp(`^${name}=`, 'm'));
    text = text.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}="${value}"`);
  }
  return text;
}

/** A model that wants what the script is printed with, or some of it. */
async function serveReader(authentication: ServeOptions['authentication']): Promise<string> {
  const server = await serveModel(barcodeReader, {
    protocols: ['v7'],
    ...(authentication && { authentication }),
  });
  onTestFinished(() => server.close());
  return server.url;
}

const basic = { username: 'some-user-1', password: 'some-password-1' };
const header = { name: 'X-MY-AUTH', value: 'some-secret-1' };
const noBasic = { BASIC_AUTH_USERNAME: '', BASIC_AUTH_PASSWORD: '' };
const noSecret = { AUTH_SECRET: '', AUTH_SECRET_HEADER: '' };

test.for([
  ['both authentications, as printed', { basic, header }, {}, ['basic', 'header']],
  ['Basic alone', { basic }, { MODEL_NAME: 'by Basic', ...noSecret }, ['basic']],
  ['a secret alone', { header }, { MODEL_NAME: 'by secret', ...noBasic }, ['header']],
  ['none', undefined, { MODEL_NAME: 'open', ...noBasic, ...noSecret }, []],
] as const)(
  'the printed script registers a model with %s, and it runs over a dataset (ambiguity 27)',
  async ([_what, authentication, variables, kinds], { annotate }) => {
    const text = await writeScript(await serveReader(authentication), variables);
    const { output, stoodIn } = await runShellScript(text, { standIns: 'where missing' });
    await annotate(`stand-ins: ${stoodIn.join(', ') || 'none'}`);
    const registered = JSON.parse(output);
    expect(registered).toMatchObject({ team_id: 1, classes_state: 'discovered', warnings: [] });
    expect(output).not.toMatch(/some-password-1|some-secret-1/);
    const model = await client.models.get({ id: registered.id });
    expect(model).toMatchObject({ enabled: true, credentials: { kinds } });

    const run = await client.runs.start({ modelId: model.id, datasetId });
    await expect
      .poll(async () => (await client.runs.get({ id: run.id })).state, { timeout: 90_000 })
      .toBe('completed');
    expect((await client.runs.get({ id: run.id })).counts).toMatchObject({
      total: pictures.length,
      succeeded: pictures.length,
    });
    expect((await client.runs.summary({ id: run.id })).annotations).toBeGreaterThan(0);
  },
);

test('where the model is not up, the printed script is told that its list of classes is empty (ambiguity 29)', async () => {
  const text = await writeScript('http://127.0.0.1:9/api', { MODEL_NAME: 'down' });
  const { output } = await runShellScript(text, { standIns: 'where missing' });
  expect(JSON.parse(output).errors.message).toMatch(/Nothing stands behind "classes"/);
  expect((await client.models.list({ name: 'down' })).items).toEqual([]);
});

test('with a wrong key the printed script is told that the key is not known', async () => {
  const text = await writeScript(await serveReader(undefined), { APIKEY: 'pb_wrong' });
  const { output } = await runShellScript(text, { standIns: 'where missing' });
  expect(JSON.parse(output).errors.code).toBe('AUTH_REQUIRED');
});

test('our stand-ins for curl and jq do for the script what the real ones do', async () => {
  const url = await serveReader({ basic, header });
  const text = await writeScript(url, { MODEL_NAME: 'by stand-ins' });
  const { output, stoodIn } = await runShellScript(text, { standIns: 'always' });
  expect(stoodIn).toEqual(['curl', 'jq']);
  expect(JSON.parse(output)).toMatchObject({ classes_state: 'discovered', team_id: 1 });
});
