import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const run = promisify(execFile);

/** How long the registry may take. With what `npm ci` has left in npm's cache it takes 10 seconds. */
const installTimeoutMs = 240_000;

/** A folder outside of the workspace in which the packed packages are installed, and nothing else. */
export interface PackedInstallation {
  readonly folder: string;
  /** The command, as npm has put it there. */
  readonly patchbay: string;
  remove(): Promise<void>;
}

/**
 * Packs the model kit and the command, and installs both in an empty folder, as a person would who has
 * only the two files. Install scripts do not run, since many people do not let them.
 */
export async function installPacked(): Promise<PackedInstallation> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-packed-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    // Started as root, the database runs as another user, who must find its programs.
    await chmod(folder, 0o755);
    const tarballs = await pack(join(folder, 'tarballs'));
    const home = join(folder, 'home');
    await mkdir(home);
    await writeFile(join(home, 'package.json'), '{ "private": true, "type": "module" }\n');
    await install(home, tarballs);
    return { folder: home, patchbay: join(home, 'node_modules/.bin/patchbay'), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function pack(outputFolder: string): Promise<string[]> {
  const script = join(root, 'scripts/pack.ts');
  const { stdout } = await run(process.execPath, [script, outputFolder], { cwd: root });
  return [...stdout.matchAll(/^(.*\.tgz) /gm)].map(([, path = '']) => path);
}

async function install(folder: string, tarballs: readonly string[]): Promise<void> {
  const words = ['install', '--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund'];
  try {
    await run('npm', [...words, ...tarballs], { cwd: folder, timeout: installTimeoutMs });
  } catch (error) {
    const { killed, stdout, stderr } = error as { killed: boolean; stdout: string; stderr: string };
    const reason = killed
      ? `did not end within ${installTimeoutMs / 1000} s: the registry is slow, or npm finds no versions that fit together`
      : 'failed: the registry cannot be reached, or a packed package asks for what there is not';
    throw new Error(`npm install of the packed packages ${reason}.\n${stdout}${stderr}`);
  }
}
