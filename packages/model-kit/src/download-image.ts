import { lookup } from 'node:dns';
import { get as getPlainly, type IncomingMessage, type RequestOptions } from 'node:http';
import { get as getSecurely } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { fail, type Outcome, succeed } from '@patchbay/core/error/outcome.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { isPublicAddress } from './public-address.ts';

/** How images that a request only points to are fetched. */
export interface DownloadBounds {
  /** Larger images are refused. */
  readonly maximumBytes: number;
  /** From connecting to the last byte. */
  readonly timeoutMs: number;
  /**
   * Whether loopback, private and other reserved addresses may be called. Without it a caller cannot
   * use the model server to reach into its own network.
   */
  readonly allowPrivateAddresses: boolean;
}

/** Fetches an image. Redirects are not followed, since they could lead to an address that was not judged. */
export async function downloadImage(
  address: string,
  bounds: DownloadBounds,
  signal: AbortSignal,
): Promise<Outcome<Uint8Array>> {
  const deadline = AbortSignal.timeout(bounds.timeoutMs);
  try {
    const url = parseAddress(address);
    const response = await request(url, bounds, AbortSignal.any([signal, deadline]));
    return succeed(await readBounded(response, bounds.maximumBytes));
  } catch (error) {
    if (error instanceof PatchbayError) return fail(error.toProblem());
    const reason = deadline.aborted ? `it did not come within ${bounds.timeoutMs} ms` : `${error}`;
    return fail({
      code: 'INPUT_FILE_UNREADABLE',
      message: `The image could not be fetched: ${reason}.`,
    });
  }
}

function parseAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new PatchbayError({
    code: 'URL_INVALID',
    message: 'The address of the image is not an http or https URL.',
  });
}

function request(url: URL, bounds: DownloadBounds, signal: AbortSignal): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An address that is written out is not looked up, so it is judged here.
  if (!bounds.allowPrivateAddresses && isIP(host) && !isPublicAddress(host)) throw refuseHost(host);
  const options: RequestOptions = {
    signal,
    agent: false,
    headers: { accept: 'image/*' },
    ...(!bounds.allowPrivateAddresses && { lookup: lookupPublic }),
  };
  const get = url.protocol === 'https:' ? getSecurely : getPlainly;
  return new Promise((resolve, reject) => {
    get(url, options, resolve).on('error', reject);
  });
}

/** Judges the addresses that are about to be dialled, so that a name cannot mean another one later. */
const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    const first = addresses?.[0];
    if (error || !first) return callback(error, []);
    if (!addresses.every(({ address }) => isPublicAddress(address))) {
      return callback(refuseHost(hostname), []);
    }
    return options.all ? callback(null, addresses) : callback(null, first.address, first.family);
  });
};

function refuseHost(host: string): PatchbayError {
  return new PatchbayError({
    code: 'URL_BLOCKED',
    message: `Images are not fetched from ${host}: it is not a public address. Send the image as base64, or start the server with imageDownloads.allowPrivateAddresses.`,
  });
}

async function readBounded(response: IncomingMessage, maximumBytes: number): Promise<Uint8Array> {
  if (response.statusCode !== 200) {
    response.destroy();
    throw new PatchbayError({
      code: 'INPUT_FILE_UNREADABLE',
      message: `The address of the image answered with status ${response.statusCode}; it must answer 200 with the image itself.`,
    });
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    length += chunk.length;
    if (length > maximumBytes) {
      response.destroy();
      throw new PatchbayError({
        code: 'INPUT_TOO_LARGE',
        message: `The image is larger than ${maximumBytes} bytes.`,
      });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
