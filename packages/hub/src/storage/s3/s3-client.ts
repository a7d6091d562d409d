import { S3Client } from '@aws-sdk/client-s3';
import type { S3Settings } from './s3-settings.ts';

/** Time limit of making a connection, and of silence on it, in milliseconds. */
const connectTimeoutMs = 5000;
const silenceTimeoutMs = 30_000;

/** As many calls run at once as a worker has at most under way with its models. */
const maximumConnections = 200;

/** How often a request is made before it has failed. */
export const maximumTries = 3;

export function createS3Client({ endpoint, region, pathStyle }: S3Settings): S3Client {
  return new S3Client({
    ...(endpoint && { endpoint }),
    // Storages that are not Amazon's mostly have one region, and take any name for it.
    ...((region ?? endpoint) && { region: region ?? 'us-east-1' }),
    forcePathStyle: pathStyle,
    // Checksums of its own are an extension that other storages do not all know; hashes are our names.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: maximumTries,
    requestHandler: {
      connectionTimeout: connectTimeoutMs,
      socketTimeout: silenceTimeoutMs,
      httpAgent: { maxSockets: maximumConnections },
      httpsAgent: { maxSockets: maximumConnections },
    },
  });
}
