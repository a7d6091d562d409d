import type { Caller } from '@patchbay/connect/caller.ts';
import { type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import type { AssetStorage } from '../../storage/asset-storage.ts';
import type { VideosService } from '../videos/videos-service.ts';
import type { IncomingFiles } from './incoming-files.ts';
import { largestImageBytes } from './read-image.ts';

/** What is needed to fetch files, to read them and to keep them. */
export interface FileParts {
  readonly organisationId: string;
  readonly caller: Caller;
  readonly storage: AssetStorage;
  readonly videos: VideosService;
  readonly incoming: IncomingFiles;
}

const downloadTimeoutMs = 60_000;

/** Fetches the file behind an address that stands in an import. */
export async function downloadFile(url: string, caller: Caller): Promise<Outcome<Buffer>> {
  const download = await caller.download({
    url,
    maximumBytes: largestImageBytes,
    timeoutMs: downloadTimeoutMs,
  });
  if (!download.ok) return download;
  const { bytes } = download.value;
  return succeed(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}
