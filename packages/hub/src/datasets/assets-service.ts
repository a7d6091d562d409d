import type { Readable } from 'node:stream';
import type { ImagePart } from '@patchbay/core/data-row/content-part.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import type { AssetStorage, ByteRange } from '../storage/asset-storage.ts';
import type { ThumbnailFolder } from '../storage/thumbnail-folder.ts';
import { nameAsset } from './asset-name.ts';
import { writeConversation } from './conversation-document.ts';
import type { DataRow } from './data-row.ts';
import type { DatasetsService } from './datasets-service.ts';
import { makeThumbnail, renderImage } from './images/image-file.ts';
import { findImageFormat } from './images/image-format.ts';
import type { VideosService } from './videos/videos-service.ts';

/** In which form the file of a data row is wanted. */
export interface AssetWish {
  /** A small upright picture with so many pixels on its longer side. */
  readonly thumbnailPixels: number | null;
  /** An image as people see it: turned upright, of a type that browsers draw. */
  readonly isUpright: boolean;
}

/** A file as it is sent to a browser. */
export interface AssetFile {
  /** What it is called where somebody keeps it. */
  readonly name: string;
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
  thumbnails: ThumbnailFolder;
  videos: VideosService;
}) {
  const { datasets, storage, thumbnails, videos } = parts;

  return {
    /**
     * The file of a row, or what is wished of it. A page is given out as the text of its source, never as a page.
     */
    async open(
      organisationId: string,
      dataRowId: string,
      { thumbnailPixels, isUpright }: AssetWish,
    ): Promise<AssetFile> {
      const row = await datasets.getDataRow(organisationId, dataRowId);
      const { text, turns, assetHash: tag, mediaType } = row;
      if (thumbnailPixels !== null) {
        if (row.type === 'image') return openThumbnail(row.globalKey, tag, thumbnailPixels);
        if (row.type === 'video') return openFrame(row, 0, thumbnailPixels);
        throw noThumbnail(row);
      }
      if (text !== null) {
        return describe(row, 'text/plain; charset=utf-8', async () => Buffer.from(text));
      }
      if (turns !== null) {
        const read = async () => Buffer.from(writeConversation(turns));
        return describe(row, 'application/json; charset=utf-8', read);
      }
      if (isUpright && row.type === 'image' && !isShownUpright(row)) return openUpright(row);
      const { byteLength } = row;
      const read = (range?: ByteRange) => storage.openStream(tag, range);
      return { ...describe(row, mediaType, read), byteLength };
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
      if (thumbnailPixels !== null) return openThumbnail(row.globalKey, hash, thumbnailPixels);
      const { mediaType } = asset;
      return { ...describe(row, mediaType, () => storage.openStream(hash)), tag: hash };
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
    const key = `${row.globalKey} frame ${index}`;
    if (thumbnailPixels !== null) return openThumbnail(key, hash, thumbnailPixels);
    const read = () => storage.openStream(hash);
    return { name: nameAsset(key, 'image/jpeg'), mediaType: 'image/jpeg', tag: hash, read };
  }

  /** An image that no browser would show as it is: turned, and in a type that all of them know. */
  function openUpright(row: DataRow): AssetFile {
    const { assetHash: hash, width, height } = row;
    const mediaType = row.mediaType === 'image/tiff' ? 'image/png' : row.mediaType;
    const read = async () => {
      const { bytes, format } = await readStoredImage(hash);
      const size = { width: width ?? 1, height: height ?? 1 };
      return (await renderImage(bytes, format, size, { isShown: true })).bytes;
    };
    return { ...describe(row, mediaType, read), tag: `${hash}-upright` };
  }

  async function readStoredImage(hash: string) {
    const bytes = await storage.read(hash);
    const format = findImageFormat(bytes);
    if (!format) throw new Error(`The stored file ${hash} is no image any more.`);
    return { bytes, format };
  }

  function openThumbnail(key: string, hash: string, pixels: number): AssetFile {
    return {
      name: nameAsset(key, 'image/webp'),
      mediaType: 'image/webp',
      tag: `${hash}-${pixels}`,
      read: () =>
        thumbnails.provide(hash, pixels, async () => {
          const { bytes, format } = await readStoredImage(hash);
          return makeThumbnail(bytes, format, pixels);
        }),
    };
  }
}

function describe(row: DataRow, mediaType: string, read: AssetFile['read']): AssetFile {
  return { name: nameAsset(row.globalKey, mediaType), mediaType, tag: row.assetHash, read };
}

/** Browsers turn a JPEG by its EXIF orientation, not all of them a PNG, and none a WebP; none draws a TIFF. */
function isShownUpright({ mediaType, orientation }: DataRow): boolean {
  if (mediaType === 'image/jpeg') return true;
  return orientation === 1 && mediaType !== 'image/tiff';
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
