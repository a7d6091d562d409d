import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '../testing/run-command.ts';

test('the demo runs three real models over every item, and leaves nothing behind', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-demo-test-'));
  try {
    const { status, stdout } = await runCommand(['demo', '--exit', '--json'], { TMPDIR: folder });
    expect(status).toBe(0);
    const { models } = JSON.parse(stdout);
    expect(models).toMatchObject([
      { model: 'barcode-reader', protocol: 'v7', items: 40, failed: 0 },
      { model: 'text-tagger', protocol: 'foundry', items: 60, failed: 0 },
      { model: 'summariser', protocol: 'openai-chat', items: 60, failed: 0, annotations: 60 },
    ]);
    const { known, right } = models[0].codes;
    expect(right / known).toBeGreaterThan(0.9);
    expect((await readdir(folder)).filter((name) => name.startsWith('patchbay'))).toEqual([]);
  } finally {
    await rm(folder, { recursive: true });
  }
}, 240_000);
