import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckReport, checkReportSchema } from '@patchbay/core/conformance/check-report.ts';
import { barcodeReader, startBarcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { startSummariser, summariser } from '@patchbay/example-models/summariser.ts';
import { startTextTagger, textTagger } from '@patchbay/example-models/text-tagger.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { patchbayOfWorkspace, runPatchbayOf } from './patchbay-command.ts';

const token = 'conformance-token';
const labels = join(import.meta.dirname, '../examples/datasets/labels');

let folder: string;
let servers: { readonly url: string; close(): Promise<void> }[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-conformance-'));
  const authentication = { bearer: { token } };
  servers = await Promise.all(
    [startBarcodeReader, startTextTagger, startSummariser].map((start) =>
      start({ authentication, log: () => {} }),
    ),
  );
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await rm(folder, { recursive: true, force: true });
});

const pictures = ['label-01.jpg', 'label-07.jpg', 'shelf-01.jpg'];

/** Checks one of the example models in full, knowing its classes and its secret. */
async function check(
  index: number,
  model: typeof summariser,
  protocol: string,
  samples: readonly string[],
): Promise<CheckReport> {
  const ontology = join(folder, `${index}.json`);
  await writeFile(ontology, JSON.stringify(model.ontology));
  const { output } = await runPatchbayOf(
    patchbayOfWorkspace,
    folder,
    ...['check', `${servers[index]?.url}${protocol === 'foundry' ? '/predict' : ''}`],
    ...['--protocol', protocol, '--ontology', ontology, '--bearer', token, '--json'],
    ...['--input', model.dataRowTypes[0] ?? 'image'],
    ...(protocol === 'openai-chat' ? ['--set', 'model=textrank'] : []),
    ...samples.flatMap((name) => ['--sample', join(labels, name)]),
  );
  return checkReportSchema.parse(
    JSON.parse(output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1)),
  );
}

test.each([
  ['the barcode reader', 'v7', 0, barcodeReader, pictures],
  ['the barcode reader', 'foundry', 0, barcodeReader, pictures.slice(0, 1)],
  ['the text tagger', 'foundry', 1, textTagger, []],
  ['the summariser', 'openai-chat', 2, summariser, []],
  ['the summariser', 'foundry', 2, summariser, []],
] as const)(
  '%s keeps the contract of %s in a full check, without a warning',
  async (_, protocol, index, model, samples) => {
    const report = await check(index, model, protocol, samples);
    const troubles = report.findings.filter(
      ({ status }) => !['passed', 'skipped'].includes(status),
    );
    expect(troubles).toEqual([]);
    expect(report).toMatchObject({ depth: 'full', passed: true });
    const judged = report.findings.filter(({ status }) => status === 'passed');
    expect(judged.length).toBeGreaterThan(40);
  },
  240_000,
);
