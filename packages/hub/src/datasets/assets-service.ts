import type { Readable } from 'node:stream';
import type { ImagePart } from '@patchbay/core/data-row/content-part.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AssetStorage, ByteRange } from '../storage/asset-storage.ts';
import { writeConversation } from './conversation-document.ts';
import type { DataRow } from './data-row.ts';
import type { DatasetsService } from './datasets-service.ts';
import { makeThumbnail } from './images/image-file.ts';
import { findImageFormat } from './images/image-format.ts';
import type { VideosService } from './videos/videos-service.ts';

/** A file as it is sent to a browser. */
export interface AssetFile {
  readonly mediaType: string;
  /** Changes only with the bytes. */
  readonly tag: string;
  /** Length in bytes of a file of which parts may be asked for; left out where only the whole is given. */
  readonly byteLength?: number;
  /** Called only where the browser does not have it yet. */
  read(range?: ByteRange): Promise<Readable | Buffer>;
}

export type AssetsService = ReturnType<typeof createAssetsService>;

/** Gives out the files behind data rows. */
export function createAssetsService(parts: {
  datasets: DatasetsService;
  storage: AssetStorage;
  videos: VideosService;
}) {
  const { datasets, storage, videos } = parts;

  return {
    /**
     * The file of a row, or a thumbnail with so many pixels on its longer side. A page is given out
     * as the text of its source, never as a page.
     */
    async open(
      organisationId: string,
      dataRowId: string,
      thumbnailPixels: number | null,
    ): Promise<AssetFile> {
      const row = await datasets.getDataRow(organisationId, dataRowId);
      const { text, turns, assetHash: tag, mediaType } = row;
      if (thumbnailPixels !== null) {
        if (row.type === 'image') return openThumbnail(tag, thumbnailPixels);
        if (row.type === 'video') return openFrame(row, 0, thumbnailPixels);
        throw noThumbnail(row);
      }
      if (text !== null) {
        return { mediaType: 'text/plain; charset=utf-8', tag, read: async () => Buffer.from(text) };
      }
      if (turns !== null) {
        const read = async () => Buffer.from(writeConversation(turns));
        return { mediaType: 'application/json; charset=utf-8', tag, read };
      }
      const { byteLength } = row;
      return { mediaType, tag, byteLength, read: (range) => storage.openStream(tag, range) };
    },

    /** A frame of a video, upright; it is decoded where it was not before. */
    async openFrame(
      organisationId: string,
      dataRowId: string,
      index: number,
      thumbnailPixels: number | null,
    ): Promise<AssetFile> {
      const row = await datasets.getDataRow(organisationId, dataRowId);
      return openFrame(row, index, thumbnailPixels);
    },

    /** An image that belongs to a row: one of its conversation or of its attachments. */
    async openImage(
      organisationId: string,
      dataRowId: string,
      hash: string,
      thumbnailPixels: number | null,
    ): Promise<AssetFile> {
      const row = await datasets.getDataRow(organisationId, dataRowId);
      const asset = listImages(row).find((image) => image.asset.hash === hash)?.asset;
      if (!asset) {
        throw new PatchbayError({
          code: 'INPUT_NOT_FOUND',
          message: `The data row "${row.globalKey}" has no image ${hash}.`,
        });
      }
      if (thumbnailPixels !== null) return openThumbnail(hash, thumbnailPixels);
      return { mediaType: asset.mediaType, tag: hash, read: () => storage.openStream(hash) };
    },
  };

  async function openFrame(
    row: DataRow,
    index: number,
    thumbnailPixels: number | null,
  ): Promise<AssetFile> {
    const frame = await videos.readFrame(row, index);
    if (!frame.ok) throw new PatchbayError(frame.problem);
    const { hash } = frame.value;
    if (thumbnailPixels !== null) return openThumbnail(hash, thumbnailPixels);
    return { mediaType: 'image/jpeg', tag: hash, read: () => storage.openStream(hash) };
  }

  function openThumbnail(hash: string, pixels: number): AssetFile {
    return {
      mediaType: 'image/webp',
      tag: `${hash}-${pixels}`,
      async read() {
        const bytes = await storage.read(hash);
        const format = findImageFormat(bytes);
        if (!format) throw new Error(`The stored file ${hash} is no image any more.`);
        return makeThumbnail(bytes, format, pixels);
      },
    };
  }
}

function listImages({ turns, attachments }: DataRow): ImagePart[] {
  const parts = [...(turns ?? []).flatMap((turn) => turn.parts), ...attachments];
  return parts.filter((part) => part.type === 'image');
}

function noThumbnail({ globalKey, type }: DataRow): PatchbayError {
  return new PatchbayError({
    code: 'INPUT_INVALID',
    message: `thumbnail: "${globalKey}" is of type ${type}, which has no picture.`,
  });
}
