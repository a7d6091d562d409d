import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startHub } from '@patchbay/hub/main.ts';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../browser.ts';
import { collectComplaints } from '../page-faults.ts';
import { ownerSettings } from '../sign-in.ts';

/** A hub with a browser before it, and a way to prepare what a story begins with. */
export interface StoryHub {
  readonly url: string;
  readonly page: Page;
  readonly complaints: readonly string[];
  /** Sends JSON to a route, and gives what it answered. */
  post(path: string, body: object): Promise<{ id: string; model: { id: string } }>;
  send(path: string, form: FormData): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a hub in a new folder that may call these hosts. */
export async function startStoryHub(egressAllow: string[]): Promise<StoryHub> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'patchbay-story-'));
  const browser = await launchBrowser();
  const settings = {
    ...ownerSettings,
    dataFolder,
    egressAllow,
    port: 0,
    logLevel: 'error',
  } as const;
  const hub = await startHub(settings);
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const authorization = `Bearer ${hub.apiKey}`;
  async function ask(path: string, body: FormData | string, headers: object): Promise<Response> {
    const url = `${hub.url}/api/v1/${path}`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization, ...headers },
      body,
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  }
  return {
    url: hub.url,
    page,
    complaints: collectComplaints(page),
    async post(path, body) {
      const json = { 'content-type': 'application/json' };
      return await (await ask(path, JSON.stringify(body), json)).json();
    },
    async send(path, form) {
      await ask(path, form, {});
    },
    async stop() {
      await browser.close();
      await hub.stop();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
