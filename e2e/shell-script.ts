import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Programs that vendors' scripts expect; `stand-ins` has a small one of each. */
const tools = ['curl', 'jq'] as const;

export interface ScriptResult {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
  /** The programs for which a stand-in was run. */
  readonly stoodIn: readonly string[];
}

/**
 * Runs a shell script with the `curl` and `jq` of this machine; where one is missing, or where it is
 * wanted, with our stand-in of it.
 */
export async function runShellScript(
  script: string,
  options: { standIns: 'where missing' | 'always' },
): Promise<ScriptResult> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-script-'));
  try {
    const stoodIn = tools.filter((tool) => options.standIns === 'always' || !isInstalled(tool));
    for (const tool of stoodIn) await writeStandIn(folder, tool);
    const child = spawn(isInstalled('bash') ? 'bash' : 'sh', ['-c', script], {
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [output, errors, [status]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { status, output, errors, stoodIn };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function writeStandIn(folder: string, tool: string): Promise<void> {
  const program = join(import.meta.dirname, 'stand-ins', `${tool}.ts`);
  const file = join(folder, tool);
  await writeFile(file, `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`);
  await chmod(file, 0o755);
}

function isInstalled(program: string): boolean {
  return spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined;
}
