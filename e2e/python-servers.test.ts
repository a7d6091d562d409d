import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runPatchbay } from './patchbay-command.ts';

const folder = join(import.meta.dirname, '../examples/python');

/** A Python that has what a server of the examples needs; none on a machine without it. */
function findPython(modules: string): string | undefined {
  const script = `import numpy, PIL, ${modules}`;
  return ['python3', '/usr/bin/python3', 'python'].find(
    (python) => spawnSync(python, ['-c', script]).status === 0,
  );
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  return typeof address === 'object' && address ? address.port : 0;
}

async function startServer(python: string, words: readonly string[]): Promise<string> {
  const port = await findFreePort();
  const server: ChildProcess = spawn(python, [...words, '--port', String(port)], {
    cwd: folder,
    env: { ...process.env, TOKEN: 'sesame', PYTHONDONTWRITEBYTECODE: '1' },
    stdio: 'ignore',
  });
  onTestFinished(() => {
    server.kill();
  });
  const url = `http://127.0.0.1:${port}`;
  await expect
    .poll(
      () =>
        fetch(`${url}/health`).then(
          (answer) => answer.status,
          () => 0,
        ),
      { timeout: 30_000 },
    )
    .toBe(200);
  return url;
}

function readOntology(python: string): string {
  const script = 'import contracts, json; print(json.dumps(contracts.ontology()))';
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  return spawnSync(python, ['-c', script], { cwd: folder, encoding: 'utf8', env }).stdout;
}

test.for([
  ['Flask', 'flask', ['-m', 'flask', '--app', 'flask_server', 'run']],
  ['FastAPI', 'fastapi, uvicorn', ['-m', 'uvicorn', 'fastapi_server:app']],
] as const)(
  'the Python servers of the how-to keep all three contracts with %s',
  async ([, modules, words], { skip }) => {
    const python = findPython(modules);
    // Python and its packages are not the project's own: where they are not there, nothing can be seen.
    if (python === undefined) return skip(`no Python with ${modules}, numpy and Pillow was found`);
    const url = await startServer(python, words);
    const temporary = await mkdtemp(join(tmpdir(), 'patchbay-python-'));
    onTestFinished(() => rm(temporary, { recursive: true }));
    const ontology = join(temporary, 'ontology.json');
    await writeFile(ontology, readOntology(python));
    const check = (...rest: string[]) =>
      runPatchbay(temporary, 'check', ...rest, '--bearer', 'sesame', '--fail-on', 'warning');
    for (const rest of [
      [url, '--protocol', 'v7'],
      [`${url}/predict`, '--protocol', 'foundry', '--ontology', ontology, '--input', 'text'],
      [`${url}/predict`, '--protocol', 'foundry', '--ontology', ontology, '--input', 'image'],
      [`${url}/v1`, '--protocol', 'openai-chat', '--set', 'model=addresses'],
    ]) {
      const { status, output } = await check(...rest);
      expect(output).toContain('conformant, with no warnings');
      expect(status).toBe(0);
    }
  },
);
