import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { ByteRange, FileStorage } from '../asset-storage.ts';
import { openUnfinishedFiles } from '../unfinished-files.ts';
import { type GatheredFile, gatherFile } from './gather-file.ts';
import { createS3Client, maximumTries } from './s3-client.ts';
import { throwS3Problem } from './s3-problem.ts';
import type { S3Settings } from './s3-settings.ts';

/** A long file is sent in parts of this many bytes, two at a time. */
const partBytes = 8 * 1024 * 1024;

/**
 * A storage in a bucket, under the names that files have in a folder: `ab/cdef…`. An object is there as
 * soon as it is there whole: S3 shows none before. `folder` is for files on their way, on this machine.
 */
export async function createS3Storage(settings: S3Settings, folder: string): Promise<FileStorage> {
  const client = createS3Client(settings);
  const unfinished = await openUnfinishedFiles(folder);
  const placeOf = (hash: string) => {
    return { Bucket: settings.bucket, Key: `${hash.slice(0, 2)}/${hash.slice(2)}` };
  };

  /** Asks S3; what it says against it is told in our words. */
  async function ask<Answer>(asking: Promise<Answer>, hash?: string): Promise<Answer> {
    return await asking.catch((error: unknown) => throwS3Problem(error, settings, hash));
  }

  async function has(hash: string): Promise<boolean> {
    return await client.send(new HeadObjectCommand(placeOf(hash))).then(
      () => true,
      () => false, // whatever is wrong, the upload says it better
    );
  }

  /** Sends a file: in one request where it is short, in parts where it is long. */
  async function upload({ hash, bytes, openStream }: GatheredFile): Promise<void> {
    if (bytes) {
      await ask(client.send(new PutObjectCommand({ ...placeOf(hash), Body: bytes })));
    } else if (!(await has(hash))) {
      const params = { ...placeOf(hash), Body: openStream() };
      await ask(new Upload({ client, params, partSize: partBytes, queueSize: 2 }).done());
    }
  }

  async function openStream(hash: string, range?: ByteRange): Promise<Readable> {
    const part = range && { Range: `bytes=${range.start}-${range.end}` };
    const { Body } = await ask(
      client.send(new GetObjectCommand({ ...placeOf(hash), ...part })),
      hash,
    );
    if (!(Body instanceof Readable)) throw new Error(`The storage gave no stream of ${hash}.`);
    return Body;
  }

  /** The library tries a request again, but not an answer that breaks off. */
  async function readWhole(hash: string): Promise<Buffer> {
    for (let tries = 1; ; tries += 1) {
      const stream = await openStream(hash);
      try {
        return await buffer(stream);
      } catch (error) {
        if (tries === maximumTries) throwS3Problem(error, settings);
      }
    }
  }

  return {
    openStream,

    put: (bytes) =>
      gatherFile(bytes, unfinished, async (file) => {
        await upload(file);
        return { hash: file.hash, byteLength: file.byteLength };
      }),

    read: readWhole,

    async sizeOf(hash) {
      const { ContentLength: length } = await ask(
        client.send(new HeadObjectCommand(placeOf(hash))),
        hash,
      );
      if (length === undefined) throw new Error(`The storage did not say how long ${hash} is.`);
      return length;
    },

    async withFile(hash, use) {
      const path = unfinished.next();
      try {
        const stream = await openStream(hash);
        await ask(pipeline(stream, createWriteStream(path, { mode: 0o600 })));
        return await use(path);
      } finally {
        await rm(path, { force: true });
      }
    },

    async remove(hash) {
      await ask(client.send(new DeleteObjectCommand(placeOf(hash))));
    },

    async check() {
      const probe = { Bucket: settings.bucket, Key: 'patchbay-check', Body: 'May be removed.\n' };
      await ask(client.send(new PutObjectCommand(probe)));
    },
  };
}
