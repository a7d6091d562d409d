import type { Readable } from 'node:stream';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AssetStorage } from '../storage/asset-storage.ts';
import type { DataRow } from './data-row.ts';
import type { DatasetsService } from './datasets-service.ts';
import { makeThumbnail } from './images/image-file.ts';
import { findImageFormat } from './images/image-format.ts';

/** A file as it is sent to a browser. */
export interface AssetFile {
  readonly mediaType: string;
  /** Changes only with the bytes. */
  readonly tag: string;
  /** Called only where the browser does not have it yet. */
  read(): Promise<Readable | Buffer>;
}

export type AssetsService = ReturnType<typeof createAssetsService>;

/** Gives out the files behind data rows. */
export function createAssetsService(parts: { datasets: DatasetsService; storage: AssetStorage }) {
  const { datasets, storage } = parts;

  return {
    /** The file of a row, or a thumbnail with so many pixels on its longer side. */
    async open(
      organisationId: string,
      dataRowId: string,
      thumbnailPixels: number | null,
    ): Promise<AssetFile> {
      const row = await datasets.getDataRow(organisationId, dataRowId);
      if (thumbnailPixels !== null) return openThumbnail(row, thumbnailPixels);
      const { text, assetHash: tag } = row;
      if (text !== null) {
        return { mediaType: 'text/plain; charset=utf-8', tag, read: async () => Buffer.from(text) };
      }
      return { mediaType: row.mediaType, tag, read: () => storage.openStream(tag) };
    },
  };

  function openThumbnail(row: DataRow, pixels: number): AssetFile {
    if (row.type !== 'image') {
      throw new PatchbayError({
        code: 'INPUT_INVALID',
        message: `thumbnail: "${row.globalKey}" is a text; only images have thumbnails.`,
      });
    }
    return {
      mediaType: 'image/webp',
      tag: `${row.assetHash}-${pixels}`,
      async read() {
        const bytes = await storage.read(row.assetHash);
        const format = findImageFormat(bytes);
        if (!format) throw new Error(`The stored file ${row.assetHash} is no image any more.`);
        return makeThumbnail(bytes, format, pixels);
      },
    };
  }
}
