import type { ModelView } from '@patchbay/core/api/model-routes.ts';
import type { DataRowType, ImageSize } from '@patchbay/core/data-row/data-row.ts';
import { frameUrl, uprightUrl } from '../../api/upload.ts';
import type { PictureSource } from '../../components/viewer/bitmap-picture.tsx';
import type { ViewedRow } from '../../components/viewer/data-row-viewer.tsx';

/** What the model is to be asked about. */
export type Subject =
  | { readonly kind: 'data-row'; readonly row: ViewedRow; readonly frame: number | null }
  | { readonly kind: 'file'; readonly file: File; readonly picture: ImageBitmap | null }
  | { readonly kind: 'text'; readonly type: 'text' | 'html'; readonly text: string };

/** What people call it. */
export function nameSubject(subject: Subject): string {
  switch (subject.kind) {
    case 'data-row':
      return subject.frame === null
        ? subject.row.dataRow.globalKey
        : `${subject.row.dataRow.globalKey}, frame ${subject.frame}`;
    case 'file':
      return subject.file.name;
    case 'text':
      return `“${subject.text.slice(0, 40)}${subject.text.length > 40 ? '…' : ''}”`;
  }
}

/** The picture that is asked about, where there is one. */
export interface Picture {
  readonly name: string;
  readonly image: ImageSize;
  readonly source: PictureSource;
}

/** Null for a text, and for a file that browsers cannot draw before the hub has said how large it is. */
export function pictureOf(subject: Subject | null): Picture | null {
  if (!subject || subject.kind === 'text') return null;
  const name = nameSubject(subject);
  if (subject.kind === 'file') {
    const { picture } = subject;
    return picture && { name, image: sizeOf(picture), source: picture };
  }
  const { dataRow } = subject.row;
  if (dataRow.video && subject.frame !== null) {
    return { name, image: sizeOf(dataRow.video), source: frameUrl(dataRow.id, subject.frame) };
  }
  return dataRow.image && { name, image: dataRow.image, source: uprightUrl(dataRow.id) };
}

function sizeOf({ width, height }: ImageSize): ImageSize {
  return { width, height };
}

/** The same for the same thing: what was said of one, or drawn on it, holds for the other. */
export function keySubject(subject: Subject | null): string {
  switch (subject?.kind) {
    case 'data-row':
      return `data row ${subject.row.dataRow.id} ${subject.frame}`;
    case 'file': {
      const { name, size, lastModified } = subject.file;
      return `file ${name} ${size} ${lastModified}`;
    }
    case 'text':
      return `${subject.type} ${subject.text}`;
    case undefined:
      return '';
  }
}

/** A frame of a video that a model takes by itself; null where there is nothing to choose. */
export function firstFrame({ dataRow }: ViewedRow): number | null {
  return dataRow.type === 'video' ? 0 : null;
}

/** The types of text that a model takes and that can be typed. */
export function typedTypes(model: ModelView): ('text' | 'html')[] {
  const typed: readonly DataRowType[] = ['text', 'html'];
  return model.revision.dataRowTypes.filter((type): type is 'text' | 'html' =>
    typed.includes(type),
  );
}
