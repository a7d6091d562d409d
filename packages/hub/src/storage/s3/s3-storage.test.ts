import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { startTcpProxy } from '@patchbay/connect/testing/tcp-proxy.ts';
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
  vi,
} from 'vitest';
import { type S3Server, serverKeys, startS3Server } from '../testing/s3-server.ts';
import { describeStorage } from '../testing/storage-suite.ts';
import { throwS3Problem } from './s3-problem.ts';
import type { S3Settings } from './s3-settings.ts';
import { createS3Storage } from './s3-storage.ts';

let server: S3Server;
let folder: string;
beforeAll(async () => {
  server = await startS3Server();
});
afterAll(() => server.close());
beforeEach(async () => {
  for (const [name, value] of Object.entries(serverKeys)) vi.stubEnv(name, value);
  folder = await mkdtemp(join(tmpdir(), 'patchbay-incoming-'));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

describeStorage('a bucket', async () => {
  const own = await startS3Server();
  onTestFinished(() => own.close());
  return {
    storage: await createS3Storage(own.settings, folder),
    async listKept() {
      const names = await readdir(join(own.folder, own.settings.bucket), { recursive: true });
      return names.flatMap(
        (name) => /^([0-9a-f]{2}\/[0-9a-f]{62})\._S3rver_object$/.exec(name)?.[1] ?? [],
      );
    },
    async listUnfinished() {
      const names = await readdir(own.folder, { recursive: true });
      return [...(await readdir(folder)), ...names.filter((name) => name.includes('_uploads/'))];
    },
  };
});

/** What a check says of a storage that is set up like this. */
async function failCheck(changes: Partial<S3Settings>): Promise<unknown> {
  const storage = await createS3Storage({ ...server.settings, ...changes }, folder);
  return await storage.check().then(
    () => 'ready',
    (error: unknown) => error,
  );
}

describe('a storage in a bucket that is not to be had', () => {
  test('because there is no such bucket names the setting', async () => {
    expect(await failCheck({ bucket: 'elsewhere' })).toMatchObject({
      code: 'STORAGE_REFUSED',
      message: expect.stringMatching(/no bucket "elsewhere".*PATCHBAY_S3_BUCKET/),
    });
  });

  test.each([
    ['AWS_ACCESS_KEY_ID', 'SOMEBODY', /access key/],
    ['AWS_SECRET_ACCESS_KEY', 'wrong', /secret does not fit/],
  ])('because %s is wrong names it', async (name, value, words) => {
    vi.stubEnv(name, value);
    const error = await failCheck({});
    expect(error).toMatchObject({ code: 'STORAGE_REFUSED', message: expect.stringMatching(words) });
    expect(error).toMatchObject({ message: expect.stringContaining(name) });
    expect(JSON.stringify(error)).not.toContain(value);
  });

  test('because nothing answers there names the address', async () => {
    const proxy = await startTcpProxy(server.settings.endpoint);
    onTestFinished(() => proxy.close());
    await proxy.set({ state: 'refusing' });
    expect(await failCheck({ endpoint: proxy.url })).toMatchObject({
      code: 'STORAGE_UNREACHABLE',
      message: expect.stringContaining(`at ${proxy.url}) cannot be reached (ECONNREFUSED)`),
    });
  });

  test('because no keys are set names them', async () => {
    for (const name of Object.keys(serverKeys)) vi.stubEnv(name, undefined);
    // Nor are there any in the files and services of this machine.
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
    vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
    vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
    expect(await failCheck({})).toMatchObject({
      code: 'STORAGE_REFUSED',
      message: expect.stringContaining('no keys were found. Set AWS_ACCESS_KEY_ID'),
    });
  });
});

test('a storage whose clock goes another way than ours is asked by its clock (fault E11)', async () => {
  const child = fork(join(import.meta.dirname, '../testing/run-s3-server.ts'), { execArgv: [] });
  onTestFinished(() => child.disconnect());
  const [settings] = await once(child, 'message');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 3_600_000 });
  const storage = await createS3Storage(settings, folder);
  await storage.check();
  const { hash } = await storage.put(Readable.from([Buffer.from('an hour ahead')]));
  expect((await storage.read(hash)).toString()).toBe('an hour ahead');
});

describe('a connection to the storage that breaks', () => {
  const bytes = randomBytes(3_000_000);

  test('while a file is read gives an error, never a part of it', async () => {
    const { storage, proxy } = await startBehindProxy();
    const { hash } = await storage.put(Readable.from([bytes]));
    await proxy.set({ cutAfterBytes: 2_000_000 });
    const unreachable = { code: 'STORAGE_UNREACHABLE' };
    await expect(storage.read(hash)).rejects.toMatchObject(unreachable);
    let lent = 0;
    const lending = storage.withFile(hash, async () => {
      lent += 1;
    });
    await expect(lending).rejects.toMatchObject(unreachable);
    expect(lent).toBe(0);
    await proxy.set({ cutAfterBytes: Number.POSITIVE_INFINITY });
    expect(Buffer.compare(await storage.read(hash), bytes)).toBe(0);
  });

  test('once while a file is read is made again', async () => {
    const { storage, proxy } = await startBehindProxy();
    const { hash } = await storage.put(Readable.from([bytes]));
    await proxy.set({ cutAfterBytes: 2_000_000 });
    const { made } = proxy.count();
    const reading = storage.read(hash);
    // The connection that is kept open is cut; the one that follows it is not.
    reading.catch(() => {}); // looked at below
    await expect.poll(() => proxy.count().made, { interval: 1 }).toBeGreaterThan(made);
    await proxy.set({ cutAfterBytes: Number.POSITIVE_INFINITY });
    expect(Buffer.compare(await reading, bytes)).toBe(0);
  });

  test('while a file is put away is made again, and the file is there once', async () => {
    const { storage, proxy } = await startBehindProxy();
    await proxy.set({ latencyMs: 30 });
    const putting = storage.put(Readable.from([bytes]));
    await expect.poll(() => proxy.count().open).toBeGreaterThan(0);
    proxy.resetAll();
    const { hash } = await putting;
    expect(await storage.sizeOf(hash)).toBe(bytes.length);
  });

  async function startBehindProxy() {
    const proxy = await startTcpProxy(server.settings.endpoint);
    onTestFinished(() => proxy.close());
    const settings = { ...server.settings, endpoint: proxy.url };
    return { proxy, storage: await createS3Storage(settings, folder) };
  }
});

test.each<[{ name: string; status?: number }, string, string]>([
  [{ name: 'PermanentRedirect', status: 301 }, 'STORAGE_REFUSED', 'PATCHBAY_S3_REGION'],
  [{ name: 'AuthorizationHeaderMalformed', status: 400 }, 'STORAGE_REFUSED', 'another region'],
  [{ name: 'AccessDenied', status: 403 }, 'STORAGE_REFUSED', 's3:PutObject'],
  [{ name: '403', status: 403 }, 'STORAGE_REFUSED', 's3:ListBucket'],
  [{ name: 'ExpiredToken', status: 400 }, 'STORAGE_REFUSED', 'AWS_SESSION_TOKEN'],
  [{ name: 'RequestTimeTooSkewed', status: 403 }, 'STORAGE_REFUSED', 'clock of this machine'],
  [{ name: 'SlowDown', status: 503 }, 'STORAGE_UNREACHABLE', 'failed with status 503 (SlowDown'],
  [{ name: 'TimeoutError' }, 'STORAGE_UNREACHABLE', 'cannot be reached (TimeoutError)'],
])('what S3 says with %j is told in our words', ({ name, status }, code, words) => {
  const $metadata = { httpStatusCode: status };
  const error = Object.assign(new Error('said by S3'), { name, $metadata });
  const settings = { bucket: 'assets', pathStyle: false };
  expect(() => throwS3Problem(error, settings)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words) }),
  );
});
