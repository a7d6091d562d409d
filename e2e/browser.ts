import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type Browser, chromium } from 'playwright-core';

const run = promisify(execFile);

/** Where systems keep a Chromium that can be used as it is. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The Chromium of this machine; one is installed where it has none. */
export async function provideChromium(): Promise<string> {
  return findChromium() ?? (await installChromium());
}

/** Starts a headless Chromium; Playwright ends it, and this process, on Ctrl-C where nobody else does. */
export async function launchBrowser(handleSIGINT = true): Promise<Browser> {
  const executablePath = await provideChromium();
  return await chromium.launch({
    executablePath,
    handleSIGINT,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-dev-shm-usage',
      // The sandbox of Chromium refuses to run for root, which is who runs in most containers.
      ...(isRoot() ? ['--no-sandbox'] : []),
    ],
  });
}

/** The Chromium that `CHROMIUM_PATH` names, or that the system or an earlier test run installed. */
function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, but there is no such file.`);
  }
  return [...usualPlaces, chromium.executablePath()].find((path) => existsSync(path));
}

/** Installs Chromium: with the packages of a Debian, or else as Playwright does. */
async function installChromium(): Promise<string> {
  const ways = [
    ...(isRoot() && existsSync('/usr/bin/apt-get') ? [installWithApt] : []),
    installWithPlaywright,
  ];
  const failures: string[] = [];
  for (const install of ways) {
    await install().catch((error: unknown) => failures.push(String(error)));
    const found = findChromium();
    if (found) return found;
  }
  throw new Error(
    `There is no Chromium and none could be installed. Install one, or set CHROMIUM_PATH to it.\n${failures.join('\n')}`,
  );
}

async function installWithApt(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { env });
}

async function installWithPlaywright(): Promise<void> {
  const manifest = createRequire(import.meta.url).resolve('playwright-core/package.json');
  await run(process.execPath, [join(dirname(manifest), 'cli.js'), 'install', 'chromium']);
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}
