import { randomUUID } from 'node:crypto';
import type { NewModel } from '@patchbay/core/api/model-routes.ts';
import { barcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { summariser } from '@patchbay/example-models/summariser.ts';
import { textTagger } from '@patchbay/example-models/text-tagger.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import type { DemoDatasetName } from './demo-datasets.ts';

/** A model of the demo: how it is registered, and what it is run over. */
export interface DemoModel {
  readonly newModel: NewModel;
  readonly dataset: DemoDatasetName;
  /** Whether it reads the codes that the ground truth of its dataset knows. */
  readonly readsCodes: boolean;
}

/** The servers of the demo's models. */
export interface DemoModels {
  readonly list: readonly DemoModel[];
  /** Their addresses as `host:port`: what the hub must be allowed to call. */
  readonly hosts: string[];
  stop(): Promise<void>;
}

/** Starts the three example models on free ports, one for each protocol. */
export async function startDemoModels(): Promise<DemoModels> {
  const authentication = { bearer: { token: randomUUID() } };
  const servers = await Promise.all([
    serveModel(barcodeReader, { protocols: ['v7'] }),
    serveModel(textTagger, { protocols: ['foundry'], authentication }),
    serveModel(summariser, { protocols: ['openai-chat'] }),
  ]);
  const [reader, tagger, chat] = servers;
  return {
    list: [
      { newModel: describeReader(reader.url), dataset: 'labels', readsCodes: true },
      {
        newModel: { ...describeTagger(tagger.url), credentials: authentication },
        dataset: 'texts',
        readsCodes: false,
      },
      { newModel: describeSummariser(chat.url), dataset: 'texts', readsCodes: false },
    ],
    hosts: servers.map(({ url }) => new URL(url).host),
    stop: async () => void (await Promise.all(servers.map((server) => server.close()))),
  };
}

/** Its classes are asked from the server, as the protocol can. */
function describeReader(url: string): NewModel {
  return {
    name: 'barcode-reader',
    description: barcodeReader.description,
    protocol: 'v7',
    connection: { url },
  };
}

function describeTagger(url: string): NewModel {
  return {
    name: 'text-tagger',
    description: textTagger.description,
    protocol: 'foundry',
    connection: { url: `${url}/predict` },
    ontology: textTagger.ontology,
    parametersSchema: textTagger.parametersSchema,
  };
}

function describeSummariser(url: string): NewModel {
  return {
    name: 'summariser',
    description: summariser.description,
    protocol: 'openai-chat',
    connection: { url: `${url}/v1`, model: 'textrank' },
    ontology: summariser.ontology,
  };
}
