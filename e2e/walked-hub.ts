import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { barcodeReader } from '@patchbay/example-models/barcode-reader.ts';
import { startTextTagger } from '@patchbay/example-models/text-tagger.ts';
import { startHub } from '@patchbay/hub/main.ts';
import { serveModel } from '@patchbay/model-kit/serve-model.ts';
import type { Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { type HesitantModel, startHesitantModel } from './hesitant-model.ts';
import { startMisbehavingModel } from './misbehaving-model.ts';
import { collectComplaints } from './page-faults.ts';
import { ownerSettings } from './sign-in.ts';

/** A hub with models beside it and a browser before it. */
export interface WalkedHub {
  readonly url: string;
  readonly apiKey: string;
  /** Addresses of a model that reads codes, one that marks texts, and one that breaks its contract. */
  readonly models: { readonly reader: string; readonly tagger: string; readonly broken: string };
  /** A model that answers when it is told to. */
  readonly hesitant: HesitantModel;
  readonly page: Page;
  /** What pages threw or refused so far: exceptions, and breaches of the content-security policy. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

/** Starts a hub in a new folder, the models and the browser. */
export async function startWalkedHub(): Promise<WalkedHub> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-walk-'));
  const [reader, tagger, broken, hesitant, browser] = await Promise.all([
    serveModel(barcodeReader, { protocols: ['v7'] }),
    startTextTagger(),
    startMisbehavingModel(),
    startHesitantModel(),
    launchBrowser(),
  ]);
  const servers = [reader, tagger, broken, hesitant];
  const hub = await startHub({
    ...ownerSettings,
    dataFolder,
    port: 0,
    egressAllow: servers.map(({ url }) => new URL(url).host),
    logLevel: 'error',
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  return {
    url: hub.url,
    apiKey: hub.apiKey,
    models: { reader: reader.url, tagger: tagger.url, broken: broken.url },
    hesitant,
    page,
    complaints: collectComplaints(page),
    async stop() {
      await browser.close();
      await hub.stop();
      await Promise.all(servers.map((server) => server.close()));
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
