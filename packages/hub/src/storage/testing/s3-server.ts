import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import S3rver from '@20minutes/s3rver';
import type { S3Settings } from '../s3/s3-settings.ts';

/** An object storage for tests, in a process of ours but over HTTP: signatures, parts, ranges and clock are checked. */
export interface S3Server {
  readonly settings: S3Settings & { readonly endpoint: string };
  /** Where the objects lie, a folder for the bucket. */
  readonly folder: string;
  close(): Promise<void>;
}

/** The only keys that the server knows. */
export const serverKeys = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };

/** Starts the server with a bucket. */
export async function startS3Server(bucket = 'assets'): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-s3-'));
  const server = new S3rver({
    address: '127.0.0.1',
    port: 0,
    silent: true,
    directory: folder,
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  return {
    settings: { bucket, endpoint: `http://127.0.0.1:${port}`, pathStyle: true },
    folder,
    async close() {
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
