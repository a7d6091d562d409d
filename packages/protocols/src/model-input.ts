import type { ImageSize } from '@patchbay/core/data-row/data-row.ts';
import type { Box } from '@patchbay/core/geometry/box.ts';

/** The pixels of an image on their way to a model: in the request itself, or where to fetch them. */
export type ImageSource =
  | { readonly kind: 'base64'; readonly base64: string; readonly mediaType: string }
  | { readonly kind: 'url'; readonly url: string };

/** One data row as it is given to a model. Images are upright: EXIF orientation is applied before. */
export type ModelInput = ImageInput | TextInput | HtmlInput | ConversationInput | VideoInput;

/** What may come with a data row of any type. */
interface RowInput {
  /** What was attached to the data row, in its order; sent where the protocol and the parameters ask for it. */
  readonly attachments?: readonly Attachment[];
}

export interface ImageInput extends RowInput {
  readonly type: 'image';
  readonly source: ImageSource;
  /** The part of the image that somebody marked for the model to look at. */
  readonly region?: Region;
}

/** A place that was marked in an image, to be annotated by itself. */
export interface Region {
  /** Names the marking; the hub makes it. */
  readonly id: string;
  /** In pixels of the image sent. */
  readonly box: Box;
}

export interface TextInput extends RowInput {
  readonly type: 'text';
  readonly text: string;
}

export interface HtmlInput extends RowInput {
  readonly type: 'html';
  /** The source of the page. */
  readonly html: string;
}

/** A conversation, oldest turn first. */
export interface ConversationInput extends RowInput {
  readonly type: 'conversational';
  readonly turns: readonly Turn[];
}

/** A video: sampled frames, the address of the whole, or both. */
export interface VideoInput extends RowInput {
  readonly type: 'video';
  readonly frames: readonly VideoFrame[];
  readonly url?: string;
}

/** What one party said in a conversation. */
export interface Turn {
  readonly role: 'system' | 'user' | 'assistant';
  readonly parts: readonly ContentPart[];
}

/** A piece of a turn, or an attachment: words or an image. */
export type ContentPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'image'; readonly source: ImageSource };
export type Attachment = ContentPart;

export interface VideoFrame {
  /** Counted from 0 over all frames of the video, not over those that were sampled. */
  readonly index: number;
  /** From the beginning of the video, in milliseconds. */
  readonly timeMs: number;
  readonly source: ImageSource;
}

/** What the answer of a model is measured against: the size of the image sent, or the text. */
export type AnsweredRow =
  | { readonly type: 'image'; readonly size: ImageSize }
  | TextRow
  | HtmlRow
  | { readonly type: 'conversational' }
  | {
      readonly type: 'video';
      /** Size of its frames as they were sent. */
      readonly size: ImageSize;
      /** Indices of the frames that were sent; answers belong to these. */
      readonly frames: readonly number[];
    };
export type TextRow = { readonly type: 'text'; readonly text: string };
/** Spans of a page count in its source. */
export type HtmlRow = { readonly type: 'html'; readonly text: string };
