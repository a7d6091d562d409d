import { createServer } from 'node:http';
import type { OfferedImage } from '@patchbay/connect/check/session/check-record.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';

/** Offers the images of a check at an address, as long as the check lasts. */
export interface ImageServer {
  offer(image: { name: string; bytes: Uint8Array; mediaType: string }): OfferedImage;
  close(): void;
}

/**
 * Listens at `host:port`, the address by which the machine of the model reaches this one.
 * @throws PatchbayError INPUT_INVALID where the address cannot be read or not be listened at.
 */
export async function serveImages(hostAndPort: string): Promise<ImageServer> {
  const { hostname, port } = readAddress(hostAndPort);
  const images = new Map<string, { bytes: Uint8Array; mediaType: string; fetches: number }>();
  const server = createServer((request, response) => {
    const image = images.get(request.url ?? '');
    if (!image) return response.writeHead(404).end();
    image.fetches += 1;
    return response
      .writeHead(200, { 'content-type': image.mediaType, 'content-length': image.bytes.byteLength })
      .end(request.method === 'HEAD' ? undefined : image.bytes);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(invalid(hostAndPort, error.message)));
    server.listen(port, resolve);
  });
  return {
    offer({ name, bytes, mediaType }) {
      const path = `/${encodeURIComponent(name)}`;
      const image = { bytes, mediaType, fetches: 0 };
      images.set(path, image);
      return { url: `http://${hostname}:${port}${path}`, wasFetched: () => image.fetches > 0 };
    },
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

function readAddress(hostAndPort: string): { hostname: string; port: number } {
  const written = `http://${hostAndPort}`;
  const url = URL.canParse(written) ? new URL(written) : null;
  if (!url?.port || url.pathname !== '/') {
    throw invalid(hostAndPort, 'write it as host:port, for example 192.168.1.20:8099');
  }
  return { hostname: url.hostname, port: Number(url.port) };
}

function invalid(hostAndPort: string, reason: string): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `Images cannot be served at "${hostAndPort}": ${reason}.`,
  });
}
