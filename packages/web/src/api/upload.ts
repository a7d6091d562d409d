import {
  type ImportFormat,
  type ImportReport,
  importReportSchema,
} from '@patchbay/core/api/dataset-routes.ts';
import { readApiError } from './api-error.ts';
import { apiBase } from './client.ts';

/** One import: the files, how they are to be understood, and who wants to know how far it is. */
export interface Upload {
  readonly datasetId: string;
  readonly format: ImportFormat;
  readonly files: readonly File[];
  /** Called with the share of bytes that have been sent, 0 to 1. */
  onProgress(share: number): void;
}

/** Sends files to a dataset. XMLHttpRequest, since `fetch` cannot say how much it has sent. */
export function uploadFiles({
  datasetId,
  format,
  files,
  onProgress,
}: Upload): Promise<ImportReport> {
  const form = new FormData();
  for (const file of files) form.append('files', file, file.name);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${apiBase}/datasets/${datasetId}/import?format=${format}`);
    request.upload.onprogress = (event) => onProgress(event.total ? event.loaded / event.total : 0);
    request.onerror = () => reject(new TypeError('The upload was interrupted.'));
    request.onload = () => {
      if (request.status >= 300) reject(readApiError(request.responseText, request.status));
      else resolve(importReportSchema.parse(JSON.parse(request.responseText)));
    };
    request.send(form);
  });
}

/** Address of an image that belongs to a data row, with so many pixels on its longer side. */
export function imageUrl(dataRowId: string, hash: string, thumbnailPixels: number): string {
  return `${apiBase}/data-rows/${dataRowId}/images/${hash}?thumbnail=${thumbnailPixels}`;
}

/** Address of a frame of a video. */
export function frameUrl(dataRowId: string, index: number): string {
  return `${apiBase}/data-rows/${dataRowId}/frames/${index}`;
}

/** Address of an image as people see it, whatever its file is: upright, of a type that browsers draw. */
export function uprightUrl(dataRowId: string): string {
  return `${assetUrl(dataRowId)}?upright=1`;
}

/** Address of the bytes of a data row, or of a small picture of it. */
export function assetUrl(dataRowId: string, thumbnailPixels?: number): string {
  const query = thumbnailPixels ? `?thumbnail=${thumbnailPixels}` : '';
  return `${apiBase}/data-rows/${dataRowId}/asset${query}`;
}
