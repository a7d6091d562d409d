import type { HubConfig } from '../../config.ts';

/** Where an object storage is. Its keys come from the environment, as the library looks for them. */
export interface S3Settings {
  readonly bucket: string;
  /** The address of a storage that is not Amazon's. */
  readonly endpoint?: string;
  readonly region?: string;
  /** Whether the bucket stands in the path of addresses rather than before the host. */
  readonly pathStyle: boolean;
}

/** What the configuration says of it; null where no bucket is named, and assets lie in a folder. */
export function readS3Settings(
  config: Pick<HubConfig, 's3Bucket' | 's3Endpoint' | 's3Region' | 's3PathStyle'>,
): S3Settings | null {
  const { s3Bucket, s3Endpoint, s3Region, s3PathStyle } = config;
  if (!s3Bucket) return null;
  return {
    bucket: s3Bucket,
    ...(s3Endpoint && { endpoint: s3Endpoint }),
    ...(s3Region && { region: s3Region }),
    pathStyle: s3PathStyle ?? s3Endpoint !== undefined,
  };
}
