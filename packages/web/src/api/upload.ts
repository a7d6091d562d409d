import {
  type ImportFormat,
  type ImportReport,
  importReportSchema,
} from '@patchbay/core/api/dataset-routes.ts';
import { PatchbayError } from '@patchbay/core/error/patchbay-error.ts';
import { readApiError } from './api-error.ts';
import { apiBase } from './client.ts';

/** Files of an import that travel together, how they are to be understood, and who wants to know how far they are. */
export interface Upload {
  readonly datasetId: string;
  readonly format: ImportFormat;
  readonly files: readonly { readonly name: string; readonly content: Blob }[];
  readonly signal: AbortSignal;
  /** Called with how many bytes of them have been sent. */
  onProgress(sentBytes: number): void;
}

/** Sends files to a dataset. XMLHttpRequest, since `fetch` cannot say how much it has sent. */
export function uploadFiles(upload: Upload): Promise<ImportReport> {
  const { datasetId, format, files, signal, onProgress } = upload;
  const form = new FormData();
  for (const { name, content } of files) form.append('files', content, name);
  const total = files.reduce((sum, { content }) => sum + content.size, 0);
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort);
    request.open('POST', `${apiBase}/datasets/${datasetId}/import?format=${format}`);
    request.upload.onprogress = (event) => onProgress(Math.min(event.loaded, total));
    request.onerror = () =>
      reject(
        new PatchbayError({ code: 'HUB_UNREACHABLE', message: 'The upload was interrupted.' }),
      );
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    request.onloadend = () => signal.removeEventListener('abort', abort);
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
